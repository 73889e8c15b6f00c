import { getCountries } from 'libphonenumber-js/min';

/** The country whose clocks show this zone, ISO 3166 with two letters; undefined for zones of no country, like UTC. */
export function regionOfZone(timezone: string): string | undefined {
  const zone = canonical(timezone);
  return getCountries().find((country) => zonesOf(country).some((one) => canonical(one) === zone));
}

function zonesOf(country: string): readonly string[] {
  const locale: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale(`und-${country}`); // newer than lib es2024
  return locale.getTimeZones?.() ?? [];
}

/** Zones have several names: Asia/Kolkata is Asia/Calcutta too. */
function canonical(timezone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
}
