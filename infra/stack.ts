import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Redial, type RedialProps } from './redial.ts';

/** Redial alone in a stack, with what a person needs first among its outputs. */
export class RedialStack extends Stack {
  readonly redial: Redial;

  constructor(scope: Construct, id: string, { redial, ...props }: StackProps & { redial?: RedialProps } = {}) {
    super(scope, id, props);
    this.redial = new Redial(this, 'Redial', redial);
    const bootstrap = this.redial.functions.bootstrap.functionName;
    const outputs = {
      ApiUrl: ['Address of the webhooks, the API and the console', this.redial.apiUrl],
      BusName: ['Event bus to which rules of your own may be added', this.redial.bus.eventBusName],
      BootstrapFunctionName: ['Makes the first workspace and its token', bootstrap],
      BootstrapCommand: ['Run once: prints the first token, which is not shown again', bootstrapCommand(bootstrap, this.region)],
    } as const;
    for (const [name, [description, value]] of Object.entries(outputs)) new CfnOutput(this, name, { description, value });
  }
}

function bootstrapCommand(functionName: string, region: string): string {
  const payload = JSON.stringify({ name: 'My team', timezone: 'Asia/Kolkata', region: 'IN' });
  return (
    `aws lambda invoke --region ${region} --function-name ${functionName} ` +
    `--cli-binary-format raw-in-base64-out --payload '${payload}' /dev/stdout`
  );
}
