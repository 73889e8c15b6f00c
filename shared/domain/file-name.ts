const longest = 80;

/** A name for a file as every system and every header takes it, without its ending; what has to stay at its end does. */
export function fileName(name: string, end = ''): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w .()-]+/g, '')
    .trim()
    .replace(/^\.+/, '');
  return `${plain.slice(0, longest - end.length) || 'export'}${end}`;
}
