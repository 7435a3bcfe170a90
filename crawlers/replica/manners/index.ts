/** Every manner by name. */
import type { Answer, Ask, Day, Manner, Site } from '../site.ts';
import { CHALLENGES } from './challenges.ts';
import { FAULTS } from './faults.ts';
import type { MannerRule } from './manner.ts';

export type { Outcome } from './manner.ts';

export function mannerRule(kind: string): MannerRule {
  const rule = CHALLENGES[kind] ?? FAULTS[kind];
  if (!rule) throw new Error(`No manner is named ${kind}.`);
  return rule;
}

export const holds = (manner: Manner, pathname: string, day: Day): boolean =>
  pathname.startsWith(manner.under ?? '/') && (manner.from ?? '') <= day && (manner.until === undefined || day < manner.until);

/** The answer as the site's manners leave it. */
export function withManners(site: Site, ask: Ask, day: Day, next: () => Answer): Answer {
  return (site.manners ?? [])
    .filter((manner) => holds(manner, ask.url.pathname, day))
    .reduceRight<() => Answer>((inner, manner) => () => mannerRule(manner.kind).act(ask, site, inner), next)();
}
