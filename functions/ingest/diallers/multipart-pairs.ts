const fieldName = /^content-disposition:[^\n]*?[;\s]name="([^"\r\n]*)"/im;
const boundaryIn = /^multipart\/form-data\b.*?;\s*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i;

/**
 * Names and values of a `multipart/form-data` body (RFC 7578), in order; undefined where it has no boundary.
 * Values are text in UTF-8. Node can do this too, but only asynchronously; no dialler sends files.
 */
export function multipartPairs(body: Buffer, contentType: string): [string, string][] | undefined {
  const [, quoted, plain] = boundaryIn.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return undefined;
  // The first boundary begins the body, every other one begins a line.
  const [, ...parts] = `\r\n${body.toString().replace(/\r?\n/g, '\r\n')}`.split(`\r\n--${boundary}`);
  return parts.flatMap((part) => {
    const end = part.indexOf('\r\n\r\n');
    const name = end < 0 ? undefined : fieldName.exec(part.slice(0, end))?.[1];
    return name === undefined ? [] : [[name, part.slice(end + 4)] satisfies [string, string]];
  });
}
