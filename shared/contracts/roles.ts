import type { Role } from '../domain/workspace.ts';

/** The groups of roles that routes are open to. An operator is an admin of their own workspace. */
export const operators = ['operator'] as const satisfies readonly Role[];
export const admins = ['admin', 'operator'] as const satisfies readonly Role[];
export const managers = ['manager', ...admins] as const satisfies readonly Role[];
export const supervisors = ['supervisor', ...managers] as const satisfies readonly Role[];
export const everybody = ['agent', ...supervisors] as const satisfies readonly Role[];
