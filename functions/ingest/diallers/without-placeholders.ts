import type { Lookup } from './message-lookup.ts';

/**
 * What senders write where they have nothing to say: the word null, variables that nobody filled in, and moments at the beginning
 * of time (a clock at 0 is `1970-01-01 05:30:00` in India). Taken for values, all calls without an id would be one call.
 */
const placeholder = /^\s*(?:null|none|nil|undefined|n\/a|nan|1970-01-01[ T].*|0000-00-00.*|--A--\w+--B--|\{\{.*\}\}|[$#]\{.*\})\s*$/i;

/** The same lookup, blind to placeholders. */
export function withoutPlaceholders(lookup: Lookup): Lookup {
  return (path) => {
    const value = lookup(path);
    return typeof value === 'string' && value.length <= 200 && placeholder.test(value) ? undefined : value;
  };
}
