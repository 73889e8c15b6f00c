import { App } from 'aws-cdk-lib';
import { RedialStack } from './stack.ts';

// The CDK command names the folder in CDK_OUTDIR; without it, `node infra/app.ts` writes where the command would.
// Analytics would put a condition on the region into the template.
const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', analyticsReporting: false });
new RedialStack(app, 'Redial', { description: 'Redial: call outcomes in, leads recycled, reports out' });
app.synth();
