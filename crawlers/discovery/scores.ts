/** What a link promises on the way to the column of annual reports (portals reference §1.3 and §4.1). Pure data and sums. */
import { normalise } from './normalise.ts';

export interface Points {
  /** Named in proposals, for whoever reviews them. */
  name: string;
  points: number;
  pattern: RegExp;
}

/** Of the link's text; the best one counts. */
const WORDS: readonly Points[] = [
  { name: 'annual reports on government information', points: 10, pattern: /政府信息公开(?:工作)?年度?(?:工作)?报告?/ },
  { name: 'annual reports', points: 6, pattern: /信息公开年报|年度报告|公开年报/ },
  { name: 'government information', points: 3, pattern: /政府信息公开|政务公开|信息公开|法定主动公开/ },
];
/** Of the path; the portals spell the column's name in initials. */
const SLUG: Points = { name: 'path named like annual reports', points: 5, pattern: /(?:zf)?(?:xx)?gk(?:gz)?nd?bg?|ndg?z?bg|xxgkbg/i };
/** Reports on websites: 政府网站年度报表. */
const OTHER_SLUG = /gzbb|wznb|ndbb/i;
/** Other yearly papers, of the text. */
const OTHER: Points = { name: 'another yearly paper', points: -8, pattern: /网站.*(?:报表|年报|年度报告)|预决算|预算|决算|统计年报|(?<!公开)工作年报|法治政府/ };
const OFF_LIST: Points = { name: 'off the allow-list', points: -100, pattern: /^/ };

export interface Score {
  score: number;
  /** Names of what it is made of. */
  reasons: string[];
}

/** Scores a link: its text, its address, and whether the address is on the allow-list. */
export function scoreLink({ text, url }: { text: string; url: string }, hosts: ReadonlySet<string>): Score {
  const words = normalise(text);
  const { hostname, pathname } = new URL(url);
  const found: Points[] = [];
  const best = WORDS.find(({ pattern }) => pattern.test(words));
  if (best) found.push(best);
  if (pathname.split('/').some((it) => SLUG.pattern.test(it) && !OTHER_SLUG.test(it))) found.push(SLUG);
  if (OTHER.pattern.test(words)) found.push(OTHER);
  if (!hosts.has(hostname)) found.push(OFF_LIST);
  return { score: found.reduce((sum, { points }) => sum + points, 0), reasons: found.map(({ name }) => name) };
}
