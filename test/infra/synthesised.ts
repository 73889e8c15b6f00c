import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { RedialProps } from '../../infra/redial.ts';
import { RedialStack } from '../../infra/stack.ts';
import { stubFunctions } from './stub-functions.ts';

/** A resource of a template, as far as these tests look into it. */
export type Resource = {
  Type: string;
  // Each resource type has properties of its own; the assertions say which.
  // biome-ignore lint/suspicious/noExplicitAny: templates have no types
  Properties: any;
  DeletionPolicy?: string;
};

/** The stack with stub functions, synthesised: its template, and its resources by type. */
export function synthesised(redial: RedialProps = {}) {
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  const stack = new RedialStack(app, 'Redial', { redial: { functionsFolder: stubFunctions(), ...redial } });
  const template = Template.fromStack(stack);
  const resources: Record<string, Resource> = template.toJSON().Resources;
  const ofType = (type: string) => Object.entries(resources).filter(([, resource]) => resource.Type === type);
  return { app, stack, template, resources, ofType };
}

/** The logical id behind a `Ref` or `Fn::GetAtt`; of a join, that of its first intrinsic. */
export function idIn(value: unknown): string {
  const [id] = JSON.stringify(value).match(/(?<="(?:Ref|Fn::GetAtt)":\[?")[^"]+/) ?? [];
  if (id === undefined) throw new Error(`Cannot find a logical id in ${JSON.stringify(value)}: it holds neither Ref nor Fn::GetAtt.`);
  return id;
}
