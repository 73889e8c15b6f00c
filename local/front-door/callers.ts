import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

export type Caller = { functionName: string; environmentId: string | undefined };

/** The name of the runner itself among the callers: never refused, never faulted. */
export const runnerName = 'runner';

/** Gives each function credentials of its own, and knows by them who calls. They are new at every start. */
export class Callers {
  readonly #byName = new Map<string, Credentials>();
  readonly #names = new Map<string, string>();

  /** An environment's id travels as the session token, so that a call tells which environment made it. */
  credentialsOf(functionName: string, environmentId?: string): Credentials {
    const credentials = this.#byName.get(functionName) ?? this.#issue(functionName);
    return environmentId === undefined ? credentials : { ...credentials, sessionToken: environmentId };
  }

  /** With which a caller signs. */
  secretOf(functionName: string): string | undefined {
    return this.#byName.get(functionName)?.secretAccessKey;
  }

  /** Undefined when the request carries no credentials that were given out here. */
  callerOf({ headers, url = '/' }: IncomingMessage): Caller | undefined {
    const query = url.includes('X-Amz-Credential=') ? new URL(url, 'http://s3').searchParams : undefined;
    const accessKeyId = /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? query?.get('X-Amz-Credential')?.split('/')[0];
    const functionName = this.#names.get(accessKeyId ?? '');
    if (functionName === undefined) return undefined;
    const token = headers['x-amz-security-token'] ?? query?.get('X-Amz-Security-Token');
    return { functionName, environmentId: typeof token === 'string' ? token : undefined };
  }

  #issue(functionName: string): Credentials {
    // DynamoDB Local takes letters and digits only.
    const credentials = {
      accessKeyId: `ASIA${randomBytes(10).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(20).toString('hex'),
    };
    this.#byName.set(functionName, credentials);
    this.#names.set(credentials.accessKeyId, functionName);
    return credentials;
  }
}
