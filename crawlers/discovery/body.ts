/** Judges a doubtful candidate by its body: whether it is an annual report, whose, and of which year. Pure. */
import { normalise } from './normalise.ts';
import { judgeTitle, type Judgement, type TitleContext } from './title.ts';
import type { Relation } from './relation.ts';
import { YEAR, yearOf } from './years.ts';

export interface Body {
  /** Running text, lines kept apart. */
  text: string;
  /** What the page calls the article: its heading, its title in the metadata. */
  headings: readonly string[];
  /** Names of the files it offers. */
  attachments: readonly string[];
  images: number;
}

/** Marks of an annual report that a body can bear. */
export type Mark = 'title' | 'period' | 'tables' | 'regulation' | 'overview' | 'disclosure' | 'requests' | 'review' | 'substance';

export interface BodyJudgement {
  verdict: 'accepted' | 'rejected';
  rule: string;
  marks: Mark[];
  relation: Relation;
  year: number | null;
  /** `period`: the sentence that states it; `title`: a title in the body; `mentions`: the year that most of the text speaks of. */
  yearFrom: 'period' | 'title' | 'mentions' | null;
}

/** Words of the form, of its sections, and of the reports before it (2008 to 2018). On text without white space. */
const WORDS: readonly (readonly [Mark, RegExp])[] = [
  ['period', /统计(?:期限|时限|期间|时间|周期)|所列数据|数据统计/],
  ['tables', /本年度?办理结果|结果维持|本年制发件数|本年新制作数量|勾稽关系|第二十条第[(一五六八九]|收到和处理政府信息公开申请情况/],
  ['regulation', /政府信息公开条例/],
  ['overview', /总体情况|基本情况|概述/],
  ['disclosure', /主动公开/],
  ['requests', /依申请公开|信息公开申请|申请公开政府信息/],
  ['review', /行政复议/],
];
/** Guides, rules and news share the other words; one of these must be there. */
const ANCHORS: ReadonlySet<Mark> = new Set(['title', 'period', 'tables']);
const ENOUGH_MARKS = 2;
const ENOUGH_TEXT = 800;
/** Titles stand at the top; far more text than any report has is not read. */
const HEAD_LINES = 60;
const LONGEST_TITLE = 80;
const LONGEST_TEXT = 400_000;
const SENTENCE = /[。，,；;：:！!？?]/;

/** `judged`: what the title alone came to; `context`: the same as there. */
export function judgeBody(body: Body, judged: Pick<Judgement, 'relation'>, context: TitleContext): BodyJudgement {
  const text = normalise(body.text.slice(0, LONGEST_TEXT));
  const headings = body.headings.map((it) => judgeTitle(it, context));
  const titles = [...headings, ...titlesIn(body.text, context), ...body.attachments.map((it) => judgeTitle(it, context))].filter(isTitle);
  const title = titles.find(({ verdict }) => verdict === 'accepted') ?? titles[0];

  const marks: Mark[] = WORDS.filter(([, pattern]) => pattern.test(text)).map(([mark]) => mark);
  if (titles.length > 0) marks.unshift('title');
  if (text.length >= ENOUGH_TEXT || body.attachments.length > 0 || body.images > 0) marks.push('substance');

  const relation = relationOf(judged.relation, titles, text, context);
  const year = readYear(text, title?.year ?? null);
  const end = (rule: string, verdict: BodyJudgement['verdict'] = 'rejected'): BodyJudgement => ({ verdict, rule, marks, relation, ...year });

  const other = headings.find((it) => it.verdict === 'rejected' && isOtherPaper(it));
  if (other) return end(other.rule);
  if (relation === 'foreign' && context.agency !== null) return end('other_organ');
  if (!marks.some((it) => ANCHORS.has(it))) return end('no_mark_of_a_report');
  if (marks.length < ENOUGH_MARKS) return end('too_few_marks');
  if (relation === 'none' && context.agency !== null && context.portal !== 'own') return end('names_nobody');
  return end('report_in_body', 'accepted');
}

/** Labels that the tables of the form print and its prose hardly: so many of them are tables. */
const TABLE_LABELS = ['自然人', '商业企业', '科研机构', '社会公益组织', '结转下年度继续办理', '本年新收政府信息公开申请', '予以公开', '尚未审结', '统计指标', '指标名称'];
const ENOUGH_LABELS = 4;

/** Whether the tables of a report stand in a text, or only its words. */
export function printsTables(text: string): boolean {
  const squeezed = text.replace(/\s+/g, '');
  return TABLE_LABELS.filter((label) => squeezed.includes(label)).length >= ENOUGH_LABELS;
}

/** Rules by which a title is not one of any organ's report, rather than not of this one. */
const isOtherPaper = ({ rule }: Judgement): boolean => !['no_report_words', 'other_organ', 'name_expired', 'empty', 'too_long'].includes(rule);

/** A title with the words of the report and a year or an organ; menus print the words alone. */
const isTitle = ({ verdict, rule }: Judgement): boolean =>
  verdict === 'accepted' || rule === 'other_organ' || (verdict === 'doubtful' && !['no_year_no_organ', 'says_little', 'bare_name'].includes(rule));

/** Lines near the top that read as titles; a title may be broken over two. */
function titlesIn(text: string, context: TitleContext): Judgement[] {
  const lines = text.split(/[\r\n]+/).map((it) => it.trim()).filter((it) => it !== '').slice(0, HEAD_LINES);
  return lines.flatMap((line, index) => {
    if (SENTENCE.test(line) || line.length > LONGEST_TITLE) return [];
    const alone = judgeTitle(line, context);
    const before = lines[index - 1];
    if (!isTitle(alone) || before === undefined || SENTENCE.test(before) || before.length > LONGEST_TITLE) return [alone];
    const joined = judgeTitle(before + line, context);
    return [alone.relation === 'none' && joined.relation !== 'none' && isTitle(joined) ? joined : alone];
  });
}

/** The title in the body says it; else the title in the list did; else the name must stand in the text. */
function relationOf(listed: Relation, titles: readonly Judgement[], text: string, { agency }: TitleContext): Relation {
  const named = titles.find(({ relation }) => relation !== 'none')?.relation;
  if (named !== undefined) return named;
  if (listed !== 'none' || agency === null) return listed;
  return [agency.nameZh, ...agency.aliases.map(({ name }) => name)].some((name) => text.includes(name)) ? 'own' : 'none';
}

const WHOLE_YEAR = new RegExp(`(?<!\\d)(${YEAR})年0?1月0?1日(?:起|开始)?(?:至|到|截至|截止|[-—–~─―]+)(?:(${YEAR})年)?12月31日`, 'g');
const MENTION = new RegExp(`(?<!\\d)(${YEAR})年`, 'g');

/** The stated period, the body's title, or the year named in more than half of all places, three at the least. */
function readYear(text: string, titled: number | null): Pick<BodyJudgement, 'year' | 'yearFrom'> {
  const periods = new Set([...text.matchAll(WHOLE_YEAR)].filter(([, from, to]) => to === undefined || yearOf(to) === yearOf(from!)).map(([, from]) => yearOf(from!)));
  if (periods.size === 1) return { year: [...periods][0]!, yearFrom: 'period' };
  if (titled !== null) return { year: titled, yearFrom: 'title' };
  const counts = new Map<number, number>();
  let total = 0;
  for (const [, spelled] of text.matchAll(MENTION)) {
    counts.set(yearOf(spelled!), (counts.get(yearOf(spelled!)) ?? 0) + 1);
    total++;
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most !== undefined && most[1] >= 3 && most[1] * 2 > total ? { year: most[0], yearFrom: 'mentions' } : { year: null, yearFrom: null };
}
