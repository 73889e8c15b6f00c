import { expect } from 'vitest';
import type { Lead } from '../../../shared/domain/lead.ts';
import { leadIdOf } from '../../../shared/store/ids.ts';
import type { LeadStore } from '../../../shared/store/lead-store.ts';
import { aLead, at } from '../../builders.ts';

let phones = 0;

/** A lead that nobody has kept yet, with a number of its own and the id made of it. */
export function aNewLead(workspace: string, lead: Partial<Lead> = {}): Lead {
  phones += 1;
  const phone = lead.phone ?? `+9198${String(phones).padStart(8, '0')}`;
  return aLead({ id: leadIdOf(workspace, phone), workspace, phone, ...lead });
}

/** Keeps a new lead. */
export async function kept(store: LeadStore, lead: Lead): Promise<Lead> {
  expect(await store.save({ before: undefined, after: lead, at: at() })).toBe('saved');
  return lead;
}

/** The lead as it is to be after its next write. */
export function changed(lead: Lead, change: Partial<Lead>): Lead {
  return { ...lead, ...change, version: lead.version + 1 };
}
