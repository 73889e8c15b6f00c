import type { Assembly, Resource } from './assembly.ts';
import { attributesOf, executeApiUrl, type Identity, knownTypes, parentProperty } from './attributes.ts';
import { type Place, resolveIntrinsics, type Scope } from './intrinsics.ts';
import { nameProperty, physicalName } from './physical-name.ts';
import type { WiringOptions } from './wiring.ts';

export type ResolvedResource = {
  logicalId: string;
  type: string;
  name: string;
  /** Empty where the type has no ARN. */
  arn: string;
  ref: string;
  properties: Record<string, unknown>;
};

export type ResolvedTemplate = { resources: ResolvedResource[]; outputs: Record<string, string> };

/** The template's resources with names, ARNs and every intrinsic resolved. Throws on what the runner does not know. */
export function resolveTemplate(assembly: Assembly, options: WiringOptions): ResolvedTemplate {
  const { template } = assembly;
  const resources = Object.entries(template.Resources).filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata');
  for (const [logicalId, resource] of resources) refuseUnknown(logicalId, resource);

  const scope = scopeOf(assembly, options);
  const resolve = (value: unknown, place: Place) => publicAddresses(resolveIntrinsics(value, scope, place), resources, options);
  const outputs = Object.entries(template.Outputs).map(([name, { Value }]) => [
    name,
    String(resolve(Value, { logicalId: 'Outputs', path: name })),
  ]);
  return {
    resources: resources.map(([logicalId, resource]) => {
      const identity = identityOf(logicalId, resource, scope, options);
      const attributes = attributesOf(identity);
      const properties = resolve(resource.Properties, { logicalId, path: '' }) as Record<string, unknown>; // an object stays one
      return { logicalId, type: resource.Type, name: identity.name, arn: attributes?.Arn ?? '', ref: attributes?.ref ?? '', properties };
    }),
    outputs: Object.fromEntries(outputs),
  };
}

function refuseUnknown(logicalId: string, { Type, Condition }: Resource): void {
  if (!knownTypes.includes(Type)) {
    throw new Error(`Cannot run ${Type} "${logicalId}": the runner does not know this type of resource. It knows ${knownTypes.join(', ')}`);
  }
  if (Condition !== undefined) {
    throw new Error(`Cannot run ${Type} "${logicalId}": it has the condition "${Condition}", and the runner knows no conditions`);
  }
}

function scopeOf(assembly: Assembly, options: WiringOptions): Scope {
  const { Resources, Parameters, Mappings } = assembly.template;
  const attributes = (logicalId: string) => {
    const resource = Resources[logicalId];
    return resource === undefined ? undefined : attributesOf(identityOf(logicalId, resource, scope, options));
  };
  const scope: Scope = {
    region: options.region,
    account: options.account,
    stackName: assembly.stackName,
    mappings: Mappings,
    refOf: (logicalId) => attributes(logicalId)?.ref ?? Parameters[logicalId]?.Default,
    attributeOf: (logicalId, attribute) => attributes(logicalId)?.[attribute],
  };
  return scope;
}

function identityOf(
  logicalId: string,
  { Type, Properties }: Resource,
  scope: Scope,
  { region, account, publicUrl }: WiringOptions,
): Identity {
  const textOf = (property: string) => {
    const value = resolveIntrinsics(Properties[property], scope, { logicalId, path: property });
    return typeof value === 'string' ? value : undefined;
  };
  const given = textOf(nameProperty(Type));
  const name = given ?? physicalName(scope.stackName, logicalId, Type);
  return { type: Type, logicalId, name, region, account, publicUrl, parent: textOf(parentProperty[Type] ?? '') ?? 'default' };
}

function publicAddresses(value: unknown, resources: [string, Resource][], { region, publicUrl }: WiringOptions): unknown {
  const addresses = resources
    .filter(([, { Type }]) => Type === 'AWS::ApiGatewayV2::Api')
    .map(([logicalId]) => executeApiUrl(logicalId, region));
  return addresses.reduce((text, address) => replaceIn(text, address, publicUrl), value);
}

function replaceIn(value: unknown, search: string, replacement: string): unknown {
  if (typeof value === 'string') return value.replaceAll(search, replacement);
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, search, replacement));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceIn(item, search, replacement)]));
}
