import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionWiring } from '../../local/wiring.ts';

/** Writes `code` (the body of a CommonJS module that exports `handler`) as the bundle of a function, and gives its wiring. */
export function aFunction(folder: string, code: string, overrides: Partial<FunctionWiring> = {}): FunctionWiring {
  const name = overrides.name ?? 'greet';
  const codeFolder = join(folder, name);
  mkdirSync(codeFolder, { recursive: true });
  writeFileSync(join(codeFolder, 'index.cjs'), code);
  return {
    logicalId: name,
    name,
    arn: `arn:aws:lambda:ap-south-1:000000000000:function:${name}`,
    codeFolder,
    handler: 'index.handler',
    environment: {},
    timeoutSeconds: 5,
    memoryMegabytes: 128,
    reservedConcurrency: undefined,
    policies: [],
    asyncRetries: 2,
    asyncMaximumAgeSeconds: 21_600,
    onFailureQueueArn: undefined,
    ...overrides,
  };
}
