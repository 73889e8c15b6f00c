import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** For each part of the tree: the parts it may import beside itself, and the packages. Everything else is a wrong direction. */
const allowed: Record<string, { parts: string[]; packages: RegExp }> = {
  'shared/domain': { parts: [], packages: /^temporal-polyfill$/ },
  'shared/contracts': { parts: ['shared/domain'], packages: /^(zod|libphonenumber-js.*)$/ },
  'shared/store': { parts: ['shared/domain', 'shared/contracts'], packages: /^(node:crypto|zod|@aws-sdk\/.*)$/ },
  'shared/lambda': {
    parts: ['shared/domain', 'shared/contracts', 'shared/store'],
    packages: /^(node:crypto|zod|aws-lambda|@middy\/.*|@aws-lambda-powertools\/.*|@aws-sdk\/.*)$/,
  },
  functions: {
    parts: ['shared/domain', 'shared/contracts', 'shared/store', 'shared/lambda', 'console'],
    packages: /^(?!aws-cdk|constructs|vitest)/,
  },
  infra: { parts: ['shared/contracts', 'shared/domain'], packages: /^(node:.*|aws-cdk-lib.*|constructs|cdk-nag|esbuild)$/ },
  'local/demo': { parts: ['local', 'shared/domain', 'shared/contracts', 'shared/store'], packages: /./ },
  local: { parts: ['local/demo'], packages: /./ },
  console: { parts: ['shared/contracts'], packages: /./ },
};

const parts = Object.keys(allowed).sort((a, b) => b.length - a.length);

function partOf(path: string): string | undefined {
  return parts.find((part) => path.startsWith(`${part}/`));
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

function wrongImports(file: string): string[] {
  const part = partOf(file);
  const rule = part === undefined ? undefined : allowed[part];
  if (!rule || part === undefined) return [`${file} is in no known part of the tree`];
  return importsOf(file).flatMap((imported) => {
    if (!imported.startsWith('.')) return rule.packages.test(imported) ? [] : [`${file} imports the package ${imported}`];
    const target = partOf(relative(root, resolve(root, dirname(file), imported)));
    return target === part || (target !== undefined && rule.parts.includes(target)) ? [] : [`${file} imports ${imported}`];
  });
}

describe('the directions of imports', () => {
  const files = ['shared', 'functions', 'infra', 'local'].flatMap(sourcesIn);

  it('finds the sources', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it.each(parts)('hold in %s', (part) => {
    expect(files.filter((file) => partOf(file) === part).flatMap(wrongImports)).toEqual([]);
  });

  it('keep functions apart: one imports of another only a use case, never its handler', () => {
    const handlers = files
      .filter((file) => file.startsWith('functions/'))
      .flatMap((file) => importsOf(file).filter((one) => /\.\.\/[a-z-]+\/handler\.ts$/.test(one)));
    expect(handlers).toEqual([]);
  });
});
