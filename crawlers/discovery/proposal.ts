/** What a walk found, as a proposed agency file: for review, never read by the program. */
import { Document, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Verdict } from '../fetch/exchange.ts';
import { kindOf } from './organs.ts';
import type { FoundColumn, Walk } from './walk.ts';

const MOST_SOURCES = 8;
const MOST_EXAMPLES = 12;

/** What a verdict met on the way says of the portal, in the registry's words. */
const OBSTACLES: Partial<Record<Verdict, string>> = { challenge: 'challenge', blocked: 'refuses-plain-client', tls: 'legacy-tls' };

/**
 * The text of the proposed file. What the walk cannot know is null and says so; each source carries its evidence as comments.
 * @param day of the walk, ISO; sources that listed reports count as verified on it
 */
export function proposal(walk: Walk, day: string): string {
  const columns = walk.columns.slice(0, MOST_SOURCES);
  const organ = walk.siteName !== '' && kindOf(walk.siteName) ? walk.siteName : null;
  const obstacles = [...new Set(walk.visited.map(({ verdict }) => OBSTACLES[verdict]).filter((it) => it !== undefined))].sort();
  const document = new Document({
    id: null,
    nameZh: organ,
    nameEn: null,
    level: null,
    parent: null,
    aliases: [],
    places: [],
    areaCodes: [],
    postcodes: [],
    hosts: [{ host: walk.host, basis: 'seen' }],
    portals: [],
    platform: walk.platform && { family: walk.platform.family, basis: 'seen' },
    sources: columns.map((it, index) => sourceOf(it, index, walk, day)),
    ...(obstacles.length > 0 && { obstacles }),
    confidence: 'low',
    examples: examplesOf(columns),
  });
  document.commentBefore = lines([
    `Proposed by a walk over ${walk.start} on ${day}. Not in force: review it, fill in what is null,`,
    'rename it for the id and move it to data/agencies/.',
    `${walk.visited.length} pages asked: ${tally(walk)}.`,
    ...(walk.siteName === '' ? [] : [`The site calls itself ${walk.siteName}.`]),
    ...(/^[1-8]\d{5}/.test(walk.siteIdCode) ? [`SiteIDCode ${walk.siteIdCode}: the first six digits name a place by GB/T 2260.`] : []),
    ...(walk.columns.length === 0 ? ['No column of annual reports was found.'] : []),
    ...walk.columns.slice(MOST_SOURCES).map((it) => `Less likely: ${it.url}`),
    ...walk.elsewhere.map(({ url, text }) => `Leads to another host, not contacted: ${url} (${text})`),
  ]);
  const sources = document.get('sources') as YAMLSeq<YAMLMap>;
  columns.forEach((column, index) => (sources.items[index]!.commentBefore = lines(evidenceOf(column))));
  return document.toString({ lineWidth: 0 });
}

function sourceOf({ url, vouches, family, reports }: FoundColumn, index: number, { platform }: Walk, day: string) {
  return {
    id: `column-${index + 1}`,
    column: url,
    ...(family !== null && family !== platform?.family && { platform: { family, basis: 'seen' } }),
    portal: 'own',
    basis: 'seen',
    verified: reports.length > 0 ? day : null,
    ...(vouches && { vouches: 'seen' }),
  };
}

function evidenceOf({ heading, linkedAs, score, reasons, reports, rows }: FoundColumn): string[] {
  const years = [...new Set(reports.map(({ year }) => year ?? 'no year'))].sort().join(', ');
  return [
    heading === '' ? 'no heading' : `heading: ${heading}`,
    ...(linkedAs === '' ? [] : [`linked as ${linkedAs}: ${score} points (${reasons.join(', ')})`]),
    reports.length === 0 ? `${rows} rows, none of them a report; it may be drawn by script` : `${rows} rows, ${reports.length} read like reports (${years})`,
  ];
}

/** Titles as evidence; whose they are is for the review to say. */
function examplesOf(columns: readonly FoundColumn[]) {
  const found = new Map(columns.flatMap(({ reports }) => reports).map((it) => [it.url, it]));
  return [...found.values()].slice(0, MOST_EXAMPLES).flatMap(({ year, title, url }) => (year === null ? [] : [{ year, title, url, basis: 'seen' }]));
}

function tally({ visited }: Walk): string {
  const counts = new Map<string, number>();
  for (const { verdict } of visited) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
}

/** Comment lines: what pages print must not break out of them. */
const lines = (texts: readonly string[]): string => texts.map((it) => ` ${it.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`).join('\n');
