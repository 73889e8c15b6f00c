import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { notFound } from '../../shared/lambda/http/problem.ts';

type Places = { branch?: string | undefined; department?: string | undefined };

/** A supervisor's question is about their branch and department, whatever else it asks. @throws Problem 404 where it names others. */
export function withinSeen<Filters extends Places>({ role, branch, department }: Caller, filters: Filters): Filters {
  if (role !== 'supervisor') return filters;
  if (branch !== null && filters.branch !== undefined && filters.branch !== branch) throw notFound('branch', filters.branch);
  if (department !== null && filters.department !== undefined && filters.department !== department) {
    throw notFound('department', filters.department);
  }
  return { ...filters, ...(branch !== null && { branch }), ...(department !== null && { department }) };
}
