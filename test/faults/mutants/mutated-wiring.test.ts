import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { readAssembly } from '../../../local/template/assembly.ts';
import { simulatedWiring } from '../judge/simulated-wiring.ts';
import { mutants } from './mutants.ts';
import { mutatedWiring, replacedOnce } from './mutated-wiring.ts';
import { functionNamed } from './rewired.ts';

const wiring = simulatedWiring(readAssembly(inject('assembly')));
const outFolder = mkdtempSync(join(tmpdir(), 'redial-mutants-'));

afterAll(() => rmSync(outFolder, { recursive: true }));

describe('mutants', () => {
  it('have each a name of its own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  it.each(mutants.flatMap(({ name, substitutions = [] }) => substitutions.map((one) => ({ name, ...one }))))(
    '$name finds its text in $file',
    ({ name, ...substitution }) => {
      const text = readFileSync(resolve(import.meta.dirname, '../../..', substitution.file), 'utf8');
      expect(replacedOnce(text, substitution, name)).toContain(substitution.to);
    },
  );
});

describe('mutatedWiring', () => {
  it('bundles the functions of the mutant anew and leaves all others', async () => {
    const mutant = mutants.find(({ name }) => name === 'day-in-utc');
    if (!mutant) throw new Error('There is no such mutant');
    const mutated = await mutatedWiring(wiring, mutant, outFolder);
    for (const name of ['ingest', 'publish']) expect(existsSync(join(functionNamed(name, mutated).codeFolder, 'index.cjs'))).toBe(true);
    expect(functionNamed('rollup', mutated).codeFolder).toBe(functionNamed('rollup', wiring).codeFolder);
  });

  it('takes the queue from between a rule and its function', async () => {
    const mutant = mutants.find(({ name }) => name === 'rule-straight-to-the-function');
    if (!mutant) throw new Error('There is no such mutant');
    const mutated = await mutatedWiring(wiring, mutant, outFolder);
    const { arn } = functionNamed('reassign', mutated);
    expect(mutated.rules.flatMap(({ targets }) => targets).filter((target) => target.arn === arn)).toHaveLength(1);
    expect(mutated.mappings.filter(({ functionArn }) => functionArn === arn)).toEqual([]);
  });

  it('refuses a text that is not in its file, and one that is there twice', () => {
    const substitution = { file: 'shared/a-file.ts', to: 'b' };
    expect(() => replacedOnce('some text', { ...substitution, from: 'other' }, 'm')).toThrow(/its text is 0 times in shared\/a-file.ts/);
    expect(() => replacedOnce('a a', { ...substitution, from: 'a' }, 'm')).toThrow(/its text is 2 times/);
  });

  it('refuses a mutant whose file is in none of its bundles', async () => {
    const lost = {
      name: 'lost',
      hurts: 'nobody',
      functions: ['console'],
      substitutions: [{ file: 'shared/domain/call-from.ts', from: 'x', to: 'y' }],
    };
    await expect(mutatedWiring(wiring, lost, outFolder)).rejects.toThrow(/call-from.ts is in none of the bundles of console/);
  });
});
