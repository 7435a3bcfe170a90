/** Pairs of nights between which something happens, and one pair between which nothing does. */
export const calendarDays: readonly (readonly [before: string, day: string])[] = [
  ['2026-02-09', '2026-02-10'], ['2026-02-11', '2026-02-12'], ['2026-02-14', '2026-02-15'], ['2026-02-19', '2026-02-20'], ['2026-03-01', '2026-03-02'], ['2026-03-04', '2026-03-05'],
  ['2026-03-09', '2026-03-10'], ['2026-04-10', '2026-04-11'],
];
