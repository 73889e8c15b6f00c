const utf8 = new TextDecoder('utf-8', { fatal: true });

export type ParsedJson = { json: unknown } | { problem: string };

/** Parses JSON in UTF-8 strictly: a byte that was garbled on its way is a problem, and not a replacement character. */
export function jsonOf(bytes: Uint8Array): ParsedJson {
  if (bytes.length === 0) return { problem: 'the body is empty' };
  try {
    return { json: JSON.parse(utf8.decode(bytes)) };
  } catch (cause) {
    return { problem: cause instanceof SyntaxError ? 'the body is not well-formed JSON' : 'the body is not UTF-8' };
  }
}
