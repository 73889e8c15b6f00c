/** Whether a body is empty, or an object without a single field: what diallers send to see whether somebody is there. */
export function saysNothing(body: Buffer): boolean {
  return body.length <= 32 && /^\s*(?:\{\s*\}\s*)?$/.test(body.toString());
}
