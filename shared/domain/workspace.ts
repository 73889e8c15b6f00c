import type { LeadStatusId } from './lead.ts';

/** Settings of a workspace; the defaults are `defaultSettings`. */
export type Settings = {
  /** IANA zone in which days are counted. */
  timezone: string;
  /** Country of numbers without one, ISO 3166 with two letters. */
  region: string;
  conversationSeconds: number;
  missedReturnHours: number;
  closeAfterHours: number;
  retentionDays: number;
  leadsFromUnknownCallers: boolean;
  machineIsConversation: boolean;
};

export const defaultSettings: Omit<Settings, 'timezone' | 'region'> = {
  conversationSeconds: 30,
  missedReturnHours: 24,
  closeAfterHours: 48,
  retentionDays: 400,
  leadsFromUnknownCallers: true,
  machineIsConversation: false,
};

export type Agent = {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  /** What diallers call this agent. */
  externalIds: readonly string[];
  branch: string | null;
  department: string | null;
  /** Most leads owned at a time; null: no limit, 0: receives nothing. */
  leadCap: number | null;
  weight: number;
  working: boolean;
};

/** A branch, department or campaign. */
export type Named = { id: string; name: string };

export type LeadStatus = { id: LeadStatusId; name: string; protected: boolean };

export type CallingHours = { start: string; end: string; days: readonly number[] };

/** When and how leads that did not pick up are given to another agent. */
export type AssignmentPolicy = {
  enabled: boolean;
  statuses: readonly LeadStatusId[];
  afterAttempts: number;
  cooldownMinutes: number;
  /** How many owners back a lead may not return to; the present one counts as the first. */
  excludePrevious: number;
  maxRecycles: number;
  callingHours: CallingHours | null;
  scope: { branches?: readonly string[]; departments?: readonly string[]; agents?: readonly string[] } | null;
  /** `HH:MM` in the workspace's zone. */
  runAt: string | null;
};

export const defaultPolicy: AssignmentPolicy = {
  enabled: false,
  statuses: ['not-picked', 'missed'],
  afterAttempts: 1,
  cooldownMinutes: 0,
  excludePrevious: 2,
  maxRecycles: 3,
  callingHours: null,
  scope: null,
  runAt: null,
};

/** Everything of a workspace that is read on every webhook and report: one query, kept for seconds. */
export type Directory = {
  workspace: string;
  name: string;
  settings: Settings;
  policy: AssignmentPolicy;
  agents: readonly Agent[];
  branches: readonly Named[];
  departments: readonly Named[];
  campaigns: readonly Named[];
  leadStatuses: readonly LeadStatus[];
};

export const roles = ['agent', 'supervisor', 'manager', 'admin', 'operator'] as const;
export type Role = (typeof roles)[number];

/** An API token as it is kept: never the token itself. */
export type ApiToken = {
  id: string;
  workspace: string;
  name: string;
  role: Role;
  agent: string | null;
  branch: string | null;
  department: string | null;
  /** SHA-256 of the token, hex. */
  hash: string;
  createdAt: string;
};

/** One dialler account that calls us. */
export type Connection = {
  id: string;
  workspace: string;
  dialler: string;
  name: string;
  /** Newest first; two during a rotation. */
  secrets: readonly string[];
  timezone: string | null;
  region: string | null;
  campaign: string | null;
  /** Base URL that the dialler was given, where it differs from the one that the request arrives at. */
  publicUrl: string | null;
  statusMap: Readonly<Record<string, string>>;
  fieldMap: Readonly<Record<string, string>> | null;
  createdAt: string;
};
