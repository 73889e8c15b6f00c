import type { Statement } from '../../../shared/domain/fact.ts';
import { plusSeconds } from '../../../shared/domain/instant.ts';
import type { Direction } from '../../../shared/domain/status.ts';
import { agentReference } from './agent-reference.ts';
import type { DiallerSettings } from './dialler.ts';
import { durationExpected, durationOf } from './duration-of.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import type { MessageFields } from './message-fields.ts';
import { onlySaid } from './only-said.ts';
import { ozonetelDirection } from './ozonetel-direction.ts';
import { remarkOf } from './remark-of.ts';

/** `CustomerStatus` of an outbound call, to our words; any other one is a lead who did not pick up. */
const customerStatuses: Readonly<Record<string, string>> = {
  answered: 'completed',
  Busy: 'busy',
  not_answered: 'no-answer',
  NoResponse: 'no-answer',
  ring: 'no-answer',
  Dialing: 'no-answer',
  SubcriberAbsent: 'no-answer',
  SubscriberAbsent: 'no-answer',
  InvalidNumber: 'failed',
  InvalidNumberFormat: 'failed',
  Congestion: 'failed',
  NoRouteDestination: 'failed',
  ISDDisabled: 'failed',
  exception: 'failed',
};

/** `AgentStatus` of an inbound call, to our words. */
const agentStatuses: Readonly<Record<string, string>> = {
  answered: 'completed',
  not_answered: 'agent-unavailable',
  NotDialed: 'agent-unavailable',
  user_disconnected: 'abandoned',
};

/**
 * What the CDR callback says of its call. Durations are `HH:MM:SS`, times India's without a zone.
 * Source: docs.ozonetel.com, "Callback URL configuration".
 */
export function ozonetelCdr(fields: MessageFields, settings: DiallerSettings): Statement {
  const direction = ozonetelDirection(fields.text('Type'));
  const durations = durationsIn(fields);
  const meaning = meaningIn(fields, direction, settings);
  const isTalk = meaning.signal === 'completed' || meaning.signal === 'called';
  const startedAt = fields.instant('StartTime');
  const endedAt = fields.instant('EndTime');
  const talkSeconds = isTalk ? talkSecondsOf(durations) : 0;
  const ringSeconds = isTalk ? durations.toAnswer : undefined;
  const chosen = fields.text('Disposition');
  const remark = remarkOf(
    { chosen: systemDisposition.test(chosen ?? '') ? undefined : chosen, comment: fields.note('Comments') },
    settings,
  );

  return onlySaid({
    externalId: fields.id('monitorUCID') ?? '',
    word: fields.text('CustomerStatus') ?? fields.text('Status'),
    ...meaning,
    disposition: remark.disposition ?? meaning.disposition,
    direction,
    leadPhone: fields.anyPhone('CallerID'),
    agent: agentReference({ id: fields.text('AgentID'), phone: fields.text('AgentPhoneNumber') }, settings.region),
    occurredAt: endedAt,
    startedAt,
    answeredAt: talkSeconds && startedAt && ringSeconds !== undefined ? plusSeconds(startedAt, ringSeconds) : undefined,
    endedAt,
    talkSeconds,
    ringSeconds,
    note: remark.note,
    campaign: fields.text('CampaignName'),
    recordingUrl: fields.url('AudioFile'),
  });
}

type Durations = { whole: number | undefined; stated: number | undefined; toAnswer: number | undefined };

function durationsIn(fields: MessageFields): Durations {
  const read = (name: string) => fields.read(name, (text) => durationOf(text, 'hh:mm:ss'), durationExpected('hh:mm:ss'));
  return { whole: read('CallDuration'), stated: read('Duration'), toAnswer: read('TimeToAnswer') };
}

/**
 * `Duration` is talk: in what was recorded of real calls it is `CallDuration` without `TimeToAnswer`. The documentation calls it the
 * whole call; where it is as long as that, the time to answer is taken off.
 */
function talkSecondsOf({ whole, stated, toAnswer = 0 }: Durations): number | undefined {
  const known = stated ?? whole;
  if (known === undefined || whole === undefined || known < whole) return known;
  return Math.max(0, known - toAnswer);
}

function meaningIn(fields: MessageFields, direction: Direction | undefined, settings: DiallerSettings): Meaning {
  const [status = '', agent = '', customer = ''] = ['Status', 'AgentStatus', 'CustomerStatus'].map((name) => fields.text(name));
  const say = (word: string, words: Readonly<Record<string, string>>) => meaningOf(word, { ...settings, direction, words });
  if (status + agent + customer === '') return { signal: 'completed' };
  if (direction === 'inbound') {
    const answered = /^answered$/i.test(status) && /^(?:answered)?$/i.test(agent);
    return answered ? say(status, { Answered: 'completed' }) : { ...unanswered, ...failed(say(agent, agentStatuses)) };
  }
  const lead = say(customer || status, { ...customerStatuses, Answered: 'completed', NotAnswered: 'no-answer' });
  const isTalk = lead.signal === 'completed' || lead.signal === 'called';
  // The agent is rung first on a manual call, and last on a predictive one: a lead who answered has then talked to nobody.
  const agentFirst = /^(?:manual|preview|click)/i.test(fields.text('Type') ?? '');
  const agentMissing = /^(?:not_answered|NotDialed)$/i.test(agent);
  if (agentMissing && (isTalk || agentFirst)) return { signal: 'unanswered', reason: 'agent-unavailable' };
  return lead.signal === 'unknown' && !lead.disposition ? unanswered : lead;
}

const unanswered: Meaning = { signal: 'unanswered' };

function failed(meaning: Meaning): Meaning | undefined {
  return meaning.signal === 'unanswered' || meaning.signal === 'busy' ? meaning : undefined;
}

// The agent desktop writes this itself when nobody chose a disposition.
const systemDisposition = /^wrap[- ]?up time exceeded/i;
