import { isAllowed } from '../iam/evaluate.ts';
import type { PolicyStatement, Wiring } from '../wiring.ts';
import type { Access } from './call.ts';

export type Denial = { functionName: string; action: string; resource: string };

/** Judges what functions want by what their roles say, and keeps what was refused and what was used. */
export class AccessBook {
  readonly denials: Denial[] = [];
  readonly used = new Set<string>();
  readonly #policies: Map<string, PolicyStatement[]>;
  readonly #region: string;
  readonly #account: string;

  constructor({ functions, region, account }: Pick<Wiring, 'functions' | 'region' | 'account'>) {
    this.#policies = new Map(functions.map(({ name, policies }) => [name, policies]));
    this.#region = region;
    this.#account = account;
  }

  /** AWS's message for the first access that is refused; undefined when all are allowed. */
  refusalOf(functionName: string, accesses: Access[]): string | undefined {
    const missing = accesses.find((access) => !this.#allows(functionName, access));
    if (missing === undefined) {
      for (const { action, resource } of accesses) this.used.add(`${functionName} ${action} ${resource}`);
      return undefined;
    }
    const { action, resource } = missing;
    this.denials.push({ functionName, action, resource });
    const user = `arn:aws:sts::${this.#account}:assumed-role/${functionName}/${functionName}`;
    return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  }

  #allows(functionName: string, { action, resource, context }: Access): boolean {
    const given = { 'aws:SecureTransport': 'true', 'aws:RequestedRegion': this.#region, ...context };
    return isAllowed(this.#policies.get(functionName) ?? [], { action, resource, context: given });
  }
}
