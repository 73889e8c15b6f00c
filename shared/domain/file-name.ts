const longest = 80;

/** A name for a file, in any script, without its ending; what has to stay at its end does. */
export function fileName(name: string, end = ''): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}_ .()-]+/gu, '')
    .trim()
    .replace(/^\.+/, '');
  return `${[...plain].slice(0, longest - end.length).join('') || 'export'}${end}`;
}

/** The same in letters that every system and every header takes. */
export function asciiName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w .()-]+/g, '')
    .trim();
  return /^\.|^$/.test(plain) ? `export${plain}` : plain;
}
