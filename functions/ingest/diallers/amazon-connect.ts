import { connectEvent, connectField } from './connect-event.ts';
import { connectStatement } from './connect-statement.ts';
import type { Dialler } from './dialler.ts';
import { implausibleIn } from './implausible-in.ts';
import { jsonOf } from './json-of.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';

const instanceArn = /^arn:aws[\w-]*:connect:[\w-]+:\d{12}:instance\/[\w-]+$/;

/** Contact events of Amazon Connect. They come through EventBridge, by the function `amazon-connect`, and never as webhooks. */
export const amazonConnect: Dialler = {
  kind: 'amazon-connect',
  keyInUrl: false,
  account: {
    isOne: (text) => instanceArn.test(text),
    expected: 'the ARN of the instance, arn:aws:connect:REGION:ACCOUNT:instance/ID, is needed, and nothing else',
  },
  verify: () => ({
    verified: false,
    reason: 'Amazon Connect sends no webhooks: its contact events reach this connection through EventBridge, in the same AWS account',
  }),
  newSecret: () => '',
  read: ({ body }, settings, now) => {
    const parsed = jsonOf(body);
    if ('problem' in parsed) return unreadable(parsed.problem);
    const event = connectEvent(parsed.json);
    if (event === undefined) return unreadable('detail is missing, or not an object');
    if (!isVoice(connectField(event.detail, 'channel'))) return ignored('The contact is no telephone call');

    const said = connectStatement(event, settings);
    if ('nothing' in said) return ignored(said.nothing);
    const { statement, problems } = said;
    return readingOf(statement, [...problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
  },
};

function isVoice(channel: unknown): boolean {
  return typeof channel === 'string' && channel.toLowerCase() === 'voice';
}
