import * as z from 'zod';
import { BadCursor } from './bad-cursor.ts';

const place = z.array(z.string().min(1).max(2000)).min(1).max(2);

/** The place of a list's last item, as callers carry it: opaque to them, safe in an address. */
export function cursorOf(...place: string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place that a cursor stands for, of so many parts.
 * @throws BadCursor for anything that `cursorOf` did not make.
 */
export function placeOf(cursor: string, parts: number): string[] {
  const read = place.safeParse(jsonIn(cursor));
  if (!read.success || read.data.length !== parts) throw new BadCursor(cursor);
  return read.data;
}

function jsonIn(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (cause) {
    throw new BadCursor(cursor, { cause });
  }
}
