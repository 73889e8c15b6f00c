import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Where clients reach this Redial, without a slash at its end: as it was deployed to be known, else as this request came. */
export function originOf({ headers, requestContext }: APIGatewayProxyEventV2, publicUrl: string | undefined): string {
  if (publicUrl) return publicUrl.replace(/\/+$/, '');
  const { host = requestContext.domainName, 'x-forwarded-proto': scheme = 'https' } = headers;
  return `${scheme}://${host}`;
}
