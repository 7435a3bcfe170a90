/** Which year a report reports. Never the year it was published in: dates are weak votes and decide nothing alone. */
import type { Place, Problem } from '../document.ts';
import { squeeze } from '../normalise.ts';
import type { Evidence, Section } from '../report.ts';
import { NUMBER, YEAR, numberOf, yearOf } from './dates.ts';
import type { Surroundings } from './head.ts';
import type { SourceHints } from './profile.ts';
import type { Title } from './title.ts';

/** What each kind of vote weighs. The stated period outranks the title; the rest only confirm or contradict. */
const WEIGHTS = { period: 6, title: 4, other_title: 2, self_reference: 2, opening: 2, url: 1, published: 1 } as const;
type Kind = keyof typeof WEIGHTS;
/** Kinds that may decide, in order of rank. */
const DECISIVE: readonly Kind[] = ['period', 'title', 'other_title', 'self_reference', 'opening'];

export interface FiscalYear {
  fiscalYear: number | null;
  evidence: Evidence[];
  problems: Problem[];
}

export interface YearSources {
  titles: readonly Title[];
  around: Surroundings;
  sections: readonly Section[];
  publishedOn: string | null;
  source: SourceHints;
}

/** Weighs all votes for the year. A contradiction is reported; one that cannot be settled leaves null. */
export function fiscalYear(from: YearSources): FiscalYear {
  const votes: Vote[] = [
    ...titleVotes(from.titles),
    ...periodVotes(from.sections),
    ...selfReferences(from.around, from.titles),
    ...openings(from.sections),
    ...urlVotes(from.source),
    ...publishedVotes(from.publishedOn),
  ];
  const evidence = votes.map(({ year, kind, text, place }) => ({
    kind,
    text,
    speaksFor: String(year),
    weight: WEIGHTS[kind],
    ...(place && { place }),
  }));
  return { ...decide(votes), evidence };
}

interface Vote {
  kind: Kind;
  year: number;
  text: string;
  place?: Place | undefined;
}

function decide(votes: readonly Vote[]): Omit<FiscalYear, 'evidence'> {
  const leading = DECISIVE.map((kind) => votes.filter((it) => it.kind === kind)).find((it) => it.length > 0);
  if (!leading) {
    const hints = [...new Set(votes.map((it) => `${it.kind} ${it.year}`))].join(', ');
    const message = `Neither title nor text names the year reported${hints && ` (only ${hints})`}.`;
    return { fiscalYear: null, problems: [{ code: 'fiscal_year_unknown', message }] };
  }
  const totals = new Map<number, number>();
  const counted = new Set<string>();
  for (const { kind, year } of votes) {
    if (counted.has(`${kind} ${year}`)) continue;
    counted.add(`${kind} ${year}`);
    totals.set(year, (totals.get(year) ?? 0) + WEIGHTS[kind]);
  }
  const years = [...new Set(leading.map((it) => it.year))];
  const [year] = years;
  const rival = Math.max(0, ...[...totals].filter(([it]) => it !== year).map(([, total]) => total));
  const settled = years.length === 1 && (totals.get(year!) ?? 0) > rival;
  const problems: Problem[] = [];
  const against = votes.filter((it) => it.year !== year && DECISIVE.includes(it.kind));
  if (against.length > 0) {
    const sides = [...leading, ...against].map((it) => `${it.kind} ${it.year} (${it.text})`);
    const end = settled ? `taken as ${year}.` : 'left open.';
    const place = against[0]!.place;
    problems.push({
      code: settled ? 'fiscal_year_conflict' : 'fiscal_year_undecided',
      message: `The year reported is contradictory: ${[...new Set(sides)].join(', ')}; ${end}`,
      ...(place && { place }),
    });
  }
  return { fiscalYear: settled ? year! : null, problems };
}

function titleVotes(titles: readonly Title[]): Vote[] {
  return titles.flatMap((title, index) =>
    title.years.map((year) => ({ kind: index === 0 ? ('title' as const) : ('other_title' as const), year, text: title.text, place: title.place })),
  );
}

const SPAN = new RegExp(
  `(${YEAR})年(${NUMBER})月(${NUMBER})日(?:起|开始)?(?:至|到|截至|截止|[-—–~～─―]+)(?:(${YEAR})年)?(${NUMBER})月(${NUMBER})日`,
);
const STATED = /统计(?:的)?(?:期限|时限|时间|期间|周期|范围|区间)|(?:数据|数字).{0,12}(?:期限|时间|期间)|(?:统计|所列).{0,8}数据/;
const STATED_YEAR = new RegExp(`统计(?:的)?(?:期限|时限|时间|期间|周期|范围|区间)[^。]{0,6}?(${YEAR})年度?(?!\\d*月|[一二三四五六七八九十]{1,3}月)`);

/** 统计期限为2020年1月1日至12月31日. A period over two years speaks for neither alone, so it speaks for both. */
function periodVotes(sections: readonly Section[]): Vote[] {
  const votes: Vote[] = [];
  for (const [index, section] of sections.entries()) {
    for (const paragraph of section.text.split('\n')) {
      // The full squeeze is dear: only sentences that can hold a period are worth it.
      if (!paragraph.includes('统计') && !paragraph.includes('期限') && (index > 1 || !paragraph.includes('日'))) continue;
      for (const sentence of squeeze(paragraph).split(/(?<=[。;])/)) {
        const span = SPAN.exec(sentence);
        const years = span ? spanYears(span, STATED.test(sentence), index < 2) : (STATED_YEAR.exec(sentence)?.slice(1, 2).map(yearOf) ?? []);
        for (const year of years) votes.push({ kind: 'period', year, text: span?.[0] ?? sentence.slice(0, 60), place: section.place });
      }
    }
  }
  return votes;
}

/** A span counts when it is stated to be the period, or, near the beginning, covers a whole year. */
function spanYears(span: RegExpExecArray, stated: boolean, early: boolean): number[] {
  const from = yearOf(span[1]!);
  const to = span[4] === undefined ? from : yearOf(span[4]);
  const [fromMonth, fromDay, toMonth, toDay] = [span[2], span[3], span[5], span[6]].map((it) => numberOf(it!));
  const whole = fromMonth === 1 && fromDay === 1 && toMonth === 12 && toDay === 31 && from === to;
  if (!stated && !(whole && early)) return [];
  if (to === from + 1 && fromMonth === 1 && fromDay === 1 && toMonth === 1 && toDay === 1) return [from];
  return from === to ? [from] : [from, to];
}

const SELF = new RegExp(`(${YEAR})(?:年度?)?[^。,;0-9]{0,24}信息公开[^。,;0-9]{0,10}(?:报告|年报)(?!格式|编制|的通知|的?有关|模板|范本|工作)`, 'g');
const ABOUT_THE_FORM = /通知|格式|要求做好|关于做好|印发/;

/** Where the introduction names the report it introduces: 现向社会公布2020年聊城市应急管理局…年度报告. */
function selfReferences({ head }: Surroundings, titles: readonly Title[]): Vote[] {
  const isTitle = new Set(titles.map((it) => squeeze(it.text)));
  return head.flatMap((line) => {
    if (!line.text.includes('信息公开') || line.text.length < 30 || isTitle.has(line.text)) return [];
    return line.text.split(/[。;]/).flatMap((sentence) =>
      ABOUT_THE_FORM.test(sentence)
        ? []
        : [...sentence.matchAll(SELF)].map((it) => ({ kind: 'self_reference' as const, year: yearOf(it[1]!), text: it[0], place: line.place })),
    );
  });
}

const OPENING = new RegExp(`^(${YEAR})年(?:度|以来)?[,，]`);

/** 2020年，我局…: the words with which the first section opens. */
function openings(sections: readonly Section[]): Vote[] {
  const first = sections.find((it) => it.heading !== null && it.text !== '');
  const match = first && OPENING.exec(squeeze(first.text.slice(0, 24)));
  return match ? [{ kind: 'opening', year: yearOf(match[1]!), text: match[0], place: first.place }] : [];
}

/** `fbtime=2020` names the year reported; folders like 2020n/ usually do. */
function urlVotes({ url }: SourceHints): Vote[] {
  if (url === undefined) return [];
  const match = /[?&]fbtime=(20[0-4]\d)\b|\/(20[0-4]\d)nd?b?(?:_\d+)?\//.exec(url);
  return match ? [{ kind: 'url', year: Number(match[1] ?? match[2]), text: match[0] }] : [];
}

/** Reports are due in the first months of the next year; a later date is often that of a migration. */
function publishedVotes(day: string | null): Vote[] {
  if (day === null || Number(day.slice(5, 7)) > 6) return [];
  return [{ kind: 'published', year: Number(day.slice(0, 4)) - 1, text: day }];
}
