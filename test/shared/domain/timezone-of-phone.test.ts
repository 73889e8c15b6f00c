import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { timezoneOfPhone, zoneOfLead } from '../../../shared/domain/timezone-of-phone.ts';

const someDays = Array.from({ length: 24 }, (_, n) => Date.UTC(2026, Math.floor(n / 2), n % 2 === 0 ? 1 : 15));

/** What the clocks of a zone show over a year. */
function clockOf(timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset', hour: 'numeric' });
  return someDays.map((day) => clock.format(day)).join();
}

function zonesOf(country: string): string[] {
  const locale: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale(`und-${country}`); // newer than lib es2024
  return locale.getTimeZones?.() ?? [];
}

const countriesByCode = [...Map.groupBy(getCountries(), (country) => getCountryCallingCode(country))];

describe('the zone of a number', () => {
  it.each([
    ['+919812345678', 'Asia/Kolkata'],
    ['+442071838750', 'Europe/London'],
    ['+6581234567', 'Asia/Singapore'],
    ['+971501234567', 'Asia/Dubai'],
    ['+14155552671', null],
    ['+79161234567', null],
    ['+61412345678', null],
    ['+999123456789', null],
  ])('%s is %s', (phone, zone) => {
    expect(timezoneOfPhone(phone)).toBe(zone);
  });

  it.each(countriesByCode)('of +%s is one by which all of %s lives, or none', (code, countries) => {
    const zone = timezoneOfPhone(`+${code}00000000`);
    const clocks = new Set(countries.flatMap(zonesOf).map(clockOf));
    if (zone === null) expect(clocks.size === 1 && code !== '672').toBe(false);
    else expect([...clocks]).toEqual([clockOf(zone)]);
  });

  it('gives way to the lead’s own', () => {
    expect(zoneOfLead({ phone: '+919812345678', timezone: 'Asia/Dubai' })).toBe('Asia/Dubai');
    expect(zoneOfLead({ phone: '+919812345678', timezone: null })).toBe('Asia/Kolkata');
  });
});
