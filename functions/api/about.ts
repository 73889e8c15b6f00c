import { openApi } from '../../shared/contracts/open-api.ts';
import { getHealth, getOpenApi } from '../../shared/contracts/routes/about.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import { serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';

let document: ReturnType<typeof openApi> | undefined;

export const about = [
  serve(getHealth, async (_request, _dependencies: ApiDependencies) => ok({ status: 'ok' as const })),
  serve(getOpenApi, async (_request, _dependencies: ApiDependencies) => {
    document ??= openApi(routes);
    return ok(document);
  }),
];
