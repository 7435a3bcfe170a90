/** Days as `YYYY-MM-DD`, reckoned without clock or time zone. */

/** Days from one day to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** Last fiscal year that has ended by a day, the year that is reported from January on. */
export const lastFiscalYear = (day: string): number => Number(day.slice(0, 4)) - 1;

/** Reports of departments are due by 31 January of the following year (条例, article 49). */
export const isDue = (year: number, day: string): boolean => day > `${year + 1}-01-31`;
