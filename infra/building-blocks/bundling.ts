import type { BuildOptions } from 'esbuild';

/** How every function is bundled: CommonJS and `module` first, because both start faster: less code, and no second loader. */
export const bundling = {
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  // What is wrong comes in the error that esbuild throws, file and line included.
  logLevel: 'silent',
} as const satisfies BuildOptions;
