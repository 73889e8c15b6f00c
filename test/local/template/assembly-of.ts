import type { Assembly, Template } from '../../../local/template/assembly.ts';

type Parts = Partial<Pick<Template, 'Outputs' | 'Mappings' | 'Parameters'>>;

/** A cloud assembly with these resources and one asset, `code.zip`. */
export function assemblyOf(
  resources: Record<string, { Type: string; Properties?: Record<string, unknown>; Condition?: string }>,
  parts: Parts = {},
): Assembly {
  const Resources = Object.fromEntries(Object.entries(resources).map(([id, resource]) => [id, { Properties: {}, ...resource }]));
  return {
    stackName: 'Shop',
    template: { Resources, Outputs: {}, Mappings: {}, Parameters: {}, ...parts },
    assetFolders: new Map([['code.zip', '/assets/code']]),
  };
}

export const options = { region: 'eu-central-1', account: '111122223333', publicUrl: 'http://localhost:3000' };

/** A function that works, and the role it needs. */
export const aFunction = {
  Handler: 'index.handler',
  Runtime: 'nodejs24.x',
  Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
  Role: { 'Fn::GetAtt': ['FnRole', 'Arn'] },
};
