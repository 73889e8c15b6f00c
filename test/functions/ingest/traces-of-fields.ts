const lead = '+919812345678';
const asha = 'client:asha';

/** What a dialler without a body of its own sends of a call on 22 November 2026, from 10:40 UTC on, by the ready map that reads it. */
export const tracesOfFields: Readonly<Record<string, readonly string[]>> = {
  vicidial: [
    { dispo: 'INCALL', epoch: unix(0) },
    { dispo: 'NA', epoch: unix(25), talk_time: '0' },
    { dispo: 'AB', epoch: unix(30), talk_time: '0' },
    { dispo: 'SALE', epoch: unix(90), talk_time: '60', comments: 'paid' },
    { dispo: 'CALLBK', epoch: unix(95), talk_time: '60', comments: 'next week' },
  ].map((said) => form({ call_id: 'M1', phone_number: lead.slice(3), direction: 'outbound', user: asha, ...said })),
  asterisk: [
    { uniqueid: '17.1', disposition: 'BUSY', billsec: '0', end: local(5) },
    { uniqueid: '17.2', disposition: 'NO ANSWER', billsec: '0', start: local(6), end: local(30) },
    { uniqueid: '17.3', disposition: 'ANSWERED', billsec: '42', start: local(31), answer: local(38), end: local(80) },
    { uniqueid: '17.1', disposition: 'ANSWERED', billsec: '80', answer: local(0), end: local(80) },
  ].map((said) => form({ linkedid: '17.1', src: asha, dst: lead.slice(3), direction: 'outbound', start: local(0), ...said })),
  freeswitch: [
    { uuid: 'u-b', hangup_cause: 'NO_ANSWER', answer_epoch: '0', end_epoch: unix(20), billsec: '0' },
    { uuid: 'u-c', hangup_cause: 'ORIGINATOR_CANCEL', answer_epoch: '0', end_epoch: unix(25), billsec: '0' },
    { uuid: 'u-d', hangup_cause: 'NORMAL_CLEARING', answer_epoch: unix(30), end_epoch: unix(72), billsec: '42' },
    { uuid: 'u-a', hangup_cause: 'NORMAL_CLEARING', answer_epoch: unix(1), end_epoch: unix(73), billsec: '72' },
  ].map((said) => {
    const named = { redial_direction: 'outbound', redial_lead_phone: encodeURIComponent(lead), redial_agent: encodeURIComponent(asha) };
    return JSON.stringify({ variables: { originating_leg_uuid: 'u-a', start_epoch: unix(0), ...named, ...said } });
  }),
  // It says no times: all of it happens when it is heard.
  '3cx': [
    { event: 'ringing' },
    { event: 'pickupoutgoing' },
    { event: 'outgoing', finishtype: 'Missed' },
    { event: 'outgoing', finishtype: 'Ok', duration: '00:43' },
    { event: 'outgoing', finishtype: 'Ok', duration: '00:44' },
  ].map((said) => form({ chid: '0-1', callerid: lead.slice(1), user: asha, ...said })),
  cloudtalk: [
    { status: 'ringing' },
    { status: 'missed', ended_at: time(25) },
    { status: 'completed', ended_at: time(70), talking_time: 40 },
    { status: 'completed', ended_at: time(70), talking_time: 40, note: 'next week' },
  ].map((said) => {
    const who = { external_number: lead, agent_id: 4, agent_email: 'asha@example.com' };
    return JSON.stringify({ call_uuid: 'u-1', direction: 'outgoing', started_at: time(0), ...who, ...said });
  }),
  knowlarity: [
    { business_call_type: 'Unanswered', call_duration: '0' },
    { business_call_type: 'Outbound', call_duration: '0' },
    { business_call_type: 'Outbound', call_duration: '42' },
    { business_call_type: 'Outbound', call_duration: '42', resource_url: 'https://k.example/1.mp3' },
  ].map((said) => form({ uuid: 'k-1', customer_number: lead, agent_number: '9876543210', start_time: `${local(0)}+05:30`, ...said })),
};

function time(second: number): string {
  return new Date(Date.UTC(2026, 10, 22, 10, 40, second)).toISOString();
}

function unix(second: number): string {
  return String(Date.parse(time(second)) / 1000);
}

/** On clocks in India. */
function local(second: number): string {
  return new Date(Date.UTC(2026, 10, 22, 16, 10, second)).toISOString().slice(0, 19).replace('T', ' ');
}

function form(params: object): string {
  return new URLSearchParams(Object.entries(params)).toString();
}
