/** Days as portals print them. */

/** Line breaks between the parts do occur (`2026-\n01-\n23`). */
const PRINTED = /(?<!\d)((?:19|20)\d{2})\s{0,9}[-/.年]\s{0,9}(\d{1,2})\s{0,9}[-/.月]\s{0,9}(\d{1,2})(?!\d)/g;

/** The first day in a text, ISO; null where there is none. `2024年1月` and impossible days are none. */
export function firstDay(text: string): string | null {
  for (const [, year, month, day] of text.matchAll(PRINTED)) {
    const found = isoDay(year!, month!, day!);
    if (found !== null) return found;
  }
  return null;
}

/** A text without the days in it, brackets around them included. */
export const withoutDays = (text: string): string =>
  text.replace(/[[(（【]?\s{0,9}(?<!\d)(?:19|20)\d{2}\s{0,9}[-/.]\s{0,9}\d{1,2}\s{0,9}[-/.]\s{0,9}\d{1,2}(?!\d)(?:\s{1,9}\d{1,2}:\d{2}(?::\d{2})?)?\s{0,9}[\])）】]?/g, ' ');

/** Year, month and day as an ISO day; null where the calendar has none such. */
export function isoDay(year: string, month: string, day: string): string | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso) ? null : iso;
}

/** The day, in China, of a moment in seconds or milliseconds since 1970. */
export function dayOfEpoch(moment: number): string | null {
  const milliseconds = moment < 1e11 ? moment * 1000 : moment;
  if (milliseconds < Date.UTC(1995, 0) || milliseconds > Date.UTC(2100, 0)) return null;
  return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 10);
}
