type Parsed<Values> = { values: Values; tokens: readonly { kind: string; name?: string }[] };

/**
 * What a command was told: the values of `parseArgs`, asked for with its tokens.
 * @throws Error, in one clause without a full stop, on an option that is not known, lacks its value, or comes twice.
 */
export function readOptions<Values>(parse: () => Parsed<Values>): Values {
  const { values, tokens } = parsed(parse);
  const named = tokens.flatMap(({ kind, name }) => (kind === 'option' && name !== undefined ? name : []));
  const twice = named.find((name, place) => named.indexOf(name) < place);
  if (twice !== undefined) throw new Error(`--${twice} is there twice: give it once`);
  return values;
}

function parsed<Values>(parse: () => Parsed<Values>): Parsed<Values> {
  try {
    return parse();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // Of a value that begins with a dash Node says more, in lines of its own.
    const [first = ''] = said.split(/\.? To specify|\n/);
    throw new Error(first.replace(/\.$/, ''), { cause: error });
  }
}
