const urlParts = /^(?<place>[a-z][a-z0-9+.-]*:\/\/[^/?#]*)(?<path>[^?#]*)(?<query>\?[^#]*)?/is;

/**
 * The URLs that a dialler may have been given for a webhook which arrived at `url`, likeliest first. Diallers sign the one that they were
 * given, which behind a proxy is another one. `publicUrl` is what stands before `/webhooks/…`; or, where a proxy has an address of its own
 * for the webhook, that address whole. A `url` that is under it already is as it was given.
 */
export function givenUrls(url: string, publicUrl: string | null): readonly string[] {
  if (publicUrl === null) return [url];
  const [arrived, given] = [partsOf(url), partsOf(publicUrl)];
  const base = `${given.place}${given.path}`.replace(/\/+$/, '');
  const at = `${arrived.place}${arrived.path}`;
  const isUnder = at === base || at.startsWith(`${base}/`);
  const underBase = isUnder ? url : `${base}${arrived.path}${arrived.query}`;
  const whole = `${given.place}${given.path}${arrived.query || given.query}`;
  return base === given.place ? [underBase] : [underBase, whole];
}

function partsOf(url: string) {
  const { place = '', path = '', query = '' } = urlParts.exec(url)?.groups ?? {};
  return { place, path, query };
}
