import type { Direction } from '../../../shared/domain/status.ts';
import type { Meaning } from './meaning-of.ts';

/** Of a contact that is over: what decides how it went. */
export type ContactEnd = {
  direction: Direction | undefined;
  /** When the customer, or the menu, and when the agent was connected; undefined: never. */
  connectedToSystem: boolean;
  connectedToAgent: boolean;
  detection: string | undefined;
  disconnectReason: string | undefined;
};

const going = ['INITIATED', 'QUEUED', 'CONNECTED_TO_SYSTEM', 'CONTACT_DATA_UPDATED', 'AMD_DISABLED'];

/** What an event's type says; undefined for one that changes nothing: Amazon adds types without notice. */
export function connectMeaning(eventType: string, end: ContactEnd): Meaning | undefined {
  if (eventType === 'DISCONNECTED' || eventType === 'COMPLETED') return endOf(end);
  if (eventType === 'CONNECTED_TO_AGENT')
    return { signal: end.direction === 'outbound' && !end.connectedToSystem ? 'progress' : 'answered' };
  return going.includes(eventType) ? { signal: 'progress' } : undefined;
}

/** Answering machine detection first: a voicemail that answered was connected, too. */
function endOf({ direction, connectedToSystem, connectedToAgent, detection = '', disconnectReason = '' }: ContactEnd): Meaning {
  if (/^(?:VOICEMAIL|FAX)/.test(detection)) return { signal: 'unanswered', reason: 'machine' };
  if (detection === 'SIT_TONE_BUSY') return { signal: 'busy' };
  if (detection.startsWith('SIT_TONE')) return { signal: 'unanswered', reason: 'failed' };
  const spoke = connectedToAgent && (direction !== 'outbound' || connectedToSystem) && detection !== 'AMD_UNANSWERED';
  if (spoke) return { signal: 'completed' };
  if (disconnectReason === 'TELECOM_PROBLEM') return { signal: 'unanswered', reason: 'failed' };
  if (direction === 'inbound' && disconnectReason === 'CUSTOMER_DISCONNECT') return { signal: 'unanswered', reason: 'abandoned' };
  return { signal: 'unanswered' };
}
