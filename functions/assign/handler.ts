import * as contract from '../../shared/contracts/routes/assignment.ts';
import { httpApi } from '../../shared/lambda/http/http-api.ts';
import { log } from '../../shared/lambda/log.ts';
import { assignmentDependencies } from './assignment-dependencies.ts';
import { assignmentRoutes } from './assignment-routes.ts';

export const handler = httpApi({
  served: assignmentRoutes,
  routes: [contract.runNow, contract.simulate],
  log,
  dependencies: assignmentDependencies(),
});
