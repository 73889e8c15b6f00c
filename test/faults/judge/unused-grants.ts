import { glob } from '../../../local/iam/glob.ts';
import type { FunctionWiring, Wiring } from '../../../local/wiring.ts';

/** What a mapping does by itself, in the name of its function's role: no sign that the function ran. */
const ofMappings = / (?:sqs:\w+|dynamodb:(?:DescribeStream|GetRecords|GetShardIterator|ListStreams)) /;
/** Log streams are Lambda's own, and a queue is read and written by its mapping, in the name of the function's role. */
const ofFunctions = /^(?:dynamodb|events|s3):/;

/** What the roles of functions that ran allow them to do and none of these runs did, for people: `<function> <action> <resource>`. */
export function unusedGrants(used: ReadonlySet<string>, { functions }: Pick<Wiring, 'functions'>): string[] {
  return functions.flatMap((fn) => {
    const own = [...used].filter((use) => use.startsWith(`${fn.name} `));
    return own.every((use) => ofMappings.test(use)) ? [] : unusedOf(fn, own);
  });
}

function unusedOf({ environment, name, policies }: FunctionWiring, own: readonly string[]): string[] {
  const granted = policies
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ actions, resources }) => actions.flatMap((action) => resources.map((resource) => ({ action, resource }))));
  return granted
    .filter(({ action, resource }) => ofFunctions.test(action) && !own.some((use) => glob(`${name} ${action} ${resource}`, use)))
    .map(
      ({ action, resource }) => `${environment.POWERTOOLS_SERVICE_NAME ?? name} ${action} ${resource.replace(/^arn:aws:[^/]*[:/]/, '')}`,
    );
}
