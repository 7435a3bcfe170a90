/** How far a crawl gets with a column: what the site's manners and its robots.txt leave of it. */
import { holds, mannerRule } from './manners/index.ts';
import type { Outcome } from './manners/index.ts';
import type { Column, Day, Site } from './site.ts';

/** Whether robots.txt forbids everyone a path; the replica's own rules are that plain. */
function forbidden(robots: string | null | undefined, path: string): boolean {
  return (robots ?? '').split('\n').some((line) => {
    const rule = /^Disallow:\s*(\S+)/.exec(line)?.[1];
    return rule !== undefined && path.startsWith(rule);
  });
}

/** The worst that stands in the way; `passes` where nothing does. */
export function accessTo(site: Site, column: Column, day: Day): Outcome {
  if (forbidden(site.robots, column.path)) return 'blocked';
  const outcomes = (site.manners ?? []).filter((manner) => holds(manner, column.path, day)).map((manner) => mannerRule(manner.kind).outcome);
  return outcomes.find((outcome) => outcome !== 'passes' && outcome !== 'browser') ?? outcomes.find((outcome) => outcome === 'browser') ?? 'passes';
}
