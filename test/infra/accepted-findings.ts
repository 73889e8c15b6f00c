/** Findings of cdk-nag that we live with: the rule, the constructs (by path) it may be found at, and why. */
export const acceptedFindings = [
  {
    rule: 'AwsSolutions-APIG4',
    at: /\/HttpApi\/Api\/(POST|GET)--webhooks--\{connectionId\}\//,
    reason:
      'Diallers have no token of ours: each webhook is authenticated by the dialler’s own signature over the raw body, in the function.',
  },
  {
    rule: 'AwsSolutions-APIG4',
    at: /\/HttpApi\/Api\/(GET|POST|ANY)--api--/,
    reason:
      'Authorized by a middleware of the functions behind /api, from one table of routes and roles: an authorizer cannot answer problem+json.',
  },
  {
    rule: 'AwsSolutions-APIG4',
    at: /\/HttpApi\/Api\/GET--(healthz|\{proxy\+\}|)\//,
    reason: 'Public on purpose: the health check and the files of the console, which hold nothing of any workspace.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    at: /\/Publish\/Handler\/Role\/DefaultPolicy\//,
    reason: 'dynamodb:ListStreams, which Lambda needs to read a stream, has no resource-level permission.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<RedialExportFilesBucketE6C9F651.Arn>/exports/*]',
    at: /\/(Export\/Handler|Api)\/Role\/DefaultPolicy\//,
    reason: 'Files of exports are made at run time: reading and writing them is granted under their prefix of one bucket.',
  },
  {
    rule: 'AwsSolutions-S1',
    at: /\/ExportFiles\/Bucket\//,
    reason: 'An access log would be a second bucket with the same secrets in its keys; who asked for which link is in the log of the API.',
  },
  {
    rule: 'AwsSolutions-SQS3',
    at: /\/DeadLetters\/Queue\//,
    reason: 'These are dead-letter queues themselves, of a stream or a schedule, which the rule does not recognise as such.',
  },
  {
    rule: 'Serverless-SQSRedrivePolicy',
    at: /\/DeadLetters\/Queue\//,
    reason: 'These are dead-letter queues themselves: a person looks at their messages and sends them again.',
  },
  {
    rule: 'Serverless-LambdaDLQ',
    at: /\/(Ingest|Reports|Api|Assign|Console|Bootstrap)\/Function\//,
    reason: 'Invoked synchronously alone, so the caller gets the error and nothing is left over for a queue.',
  },
  {
    rule: 'Serverless-LambdaDLQ',
    at: /\/(AmazonConnect|Publish|Reassign|FollowUp|Export)\/Handler\/Function\//,
    reason: 'Fed by an event source mapping: the dead letters are those of its queue or stream, not of the function.',
  },
  {
    rule: 'Serverless-LambdaDLQ',
    at: /\/(Rollup|AssignOnTime|ExportOnTime|Sweep)\/Handler\/Function\//,
    reason: 'Failed runs go to an on-failure destination instead, which tells the error along with the event.',
  },
  {
    rule: 'Serverless-LambdaEventSourceMappingDestination',
    at: /\/(AmazonConnect|Reassign|FollowUp|Export)\/Handler\/Function\/SqsEventSource:/,
    reason: 'The mapping reads an SQS queue, which has a redrive policy; on-failure destinations are for streams.',
  },
  {
    rule: 'Serverless-LambdaTracing',
    at: /\/Function\/Resource$/,
    reason: 'X-Ray would cost a permission on all resources and start-up time; the logs carry event and call ids from end to end.',
  },
] as const;
