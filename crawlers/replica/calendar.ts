/** What happens on the portals of the replica, day by day. */
import { findings } from './findings.ts';
import type { Day } from './site.ts';

export interface Happening {
  day: Day;
  what: 'published' | 'replaced' | 'removed' | 'moved' | 'column_emptied';
  agency: string;
  /** Null for what concerns a whole column. */
  year: number | null;
  host: string;
}

/** In order of days; `from` and `to` included. Reports that stand on two portals appear twice. */
export function calendar(from: Day, to: Day): Happening[] {
  const happenings: Happening[] = [];
  const emptied = new Set<string>();
  for (const { site, column, paper, agency, year } of findings()) {
    const host = site.hosts[0]!;
    const add = (day: Day | undefined, what: Happening['what'], of: number | null = year): void => {
      if (day !== undefined && from <= day && day <= to) happenings.push({ day, what, agency, year: of, host });
    };
    add(paper.on, 'published');
    add(paper.replaced, 'replaced');
    add(paper.until, 'removed');
    add(paper.moved?.on, 'moved');
    if (column.emptyFrom !== undefined && !emptied.has(host + column.path)) {
      emptied.add(host + column.path);
      add(column.emptyFrom, 'column_emptied', null);
    }
  }
  const key = (one: Happening): string => `${one.day} ${one.agency} ${one.host} ${one.year ?? ''}`;
  return happenings.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
