import type { FunctionWiring } from '../wiring.ts';

/**
 * The environment variables of a function: `access` (what the template gives, with credentials and endpoints of this machine), and what
 * Lambda adds. Nothing of this machine's own environment.
 * Source of the names: Lambda developer guide, "Defined runtime environment variables".
 */
export function variablesOf(wiring: FunctionWiring, access: Record<string, string>): Record<string, string> {
  return {
    ...access,
    _HANDLER: wiring.handler,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(wiring.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: wiring.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${wiring.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LAMBDA_TASK_ROOT: wiring.codeFolder,
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
  };
}
