import * as z from 'zod';
import { type CatalogueEntry, eventCatalogue } from '../../shared/contracts/event-catalogue.ts';
import { eventTypes } from '../../shared/contracts/events.ts';

/** `docs/events.md`, made from the schemas that publishers and consumers share. */
export function eventsPage(): string {
  const sent = Object.entries(eventCatalogue);
  const later = eventTypes.filter((type) => !(type in eventCatalogue));
  return `# Events

Everything that happens is put on the EventBridge bus \`redial\`, with the source \`redial\`. Subscribe with a rule of your own: the construct \`Redial\` exposes the bus.

Delivery is at least once and in no promised order. \`eventId\` is the same on every redelivery; a higher \`version\` of the same thing is the newer.
Details carry ids, never phone numbers or names: who may see those asks the API.

${sent.map(([type, entry]) => section(type, entry)).join('\n')}
## Not sent yet

These names are kept for what is to come: ${later.map((type) => `\`${type}\``).join(', ')}.
`;
}

function section(type: string, { means, detail, example }: CatalogueEntry): string {
  const { properties = {}, required = [] } = z.toJSONSchema(detail);
  const fields = Object.entries(properties).map(([name, schema]) => {
    return `| \`${name}\` | ${typeOf(schema)}${required.includes(name) ? '' : ', or left out'} |`;
  });
  return `## ${type}

${means}

| Field of \`detail\` | Type |
| --- | --- |
${fields.join('\n')}

\`\`\`json
${JSON.stringify({ source: 'redial', 'detail-type': type, detail: example }, null, 2)}
\`\`\`
`;
}

type Schema = { type?: string | readonly string[]; format?: string; enum?: readonly unknown[]; anyOf?: readonly Schema[]; items?: Schema };

function typeOf(schema: unknown): string {
  const { type, format, enum: values, anyOf, items } = schema as Schema; // zod writes JSON Schema
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (items) return `list of ${typeOf(items)}`;
  const name = [type ?? 'anything'].flat().join(' or ');
  return format ? `${name} (${format})` : name;
}
