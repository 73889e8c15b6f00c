/** Numbers in [0, 1) that are the same for the same seed. The generator is the linear congruential one of Numerical Recipes: enough to invent calls. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
