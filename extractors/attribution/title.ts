/** Finds the report's own title: not the site's name, not the announcement it is wrapped in, not a sentence that quotes it. */
import type { Document, Place } from '../document.ts';
import { squeeze } from '../normalise.ts';
import { YEAR, yearOf } from './dates.ts';
import type { Line, Surroundings } from './head.ts';
import { isOrganName } from './organ.ts';

export interface Title {
  /** As printed, without white space; parts from several lines joined in the order of print. */
  text: string;
  /** The organ it names, squeezed; null where it names none. */
  organ: string | null;
  years: number[];
  /** Absent for a title from metadata. */
  place?: Place;
}

/** A year that is a year of report: not part of a longer number, not that of a document number. */
const YEARS = new RegExp(`(?<![\\d〔\\[])(${YEAR})(?:年度|年|(?=政府|政务|信息公开|\\)|$))`, 'g');
const CORE = /(?:关于)?(?:政府|政务)?信息(?:主动)?公开(?:工作)?(?:的)?(?:情况|开展)*(?:的)?(?:年度)?(?:工作)?(?:总结|情况)?(?:的)?(?:报告|年报)/;
/** A remark on the rendition: (文字版). */
const REMARK = /\((?:文字版|图文版|电子版|公开版|公开稿|全文|含附表|附图解|)\)/g;
const QUOTES = /[《》〈〉"]/g;
const SENTENCE = /[。;；:：!?]|根据|按照|现将|现予|编制|如下|公布|附件|印发|通知/;
const MAX_TITLE = 80;

/** Reads a squeezed line as a title; null where it is anything else. */
export function readTitle(line: string): { organ: string | null; years: number[] } | null {
  if (line.length < 6 || line.length > MAX_TITLE || !line.includes('公开') || SENTENCE.test(line)) return null;
  const years: number[] = [];
  const rest = line.replace(QUOTES, '').replace(YEARS, (_, year: string) => (years.push(yearOf(year)), ''));
  if (!CORE.test(rest)) return null;
  const organ = rest.replace(CORE, '').replace(REMARK, '').replace(/^[-—·]+|[-—·]+$/g, '');
  if (organ !== '' && !isOrganName(organ)) return null;
  return { organ: organ === '' ? null : organ, years: [...new Set(years)] };
}

/**
 * All titles of the document, the report's own first: the fullest one, and of equals the one nearest to the report.
 * Metadata titles come last and only stand in where the page prints none.
 */
export function findTitles(document: Document, around: Surroundings): Title[] {
  const printed = printedTitles(around);
  const best = printed.reduce<Title | null>((a, b) => (a && fullness(a) > fullness(b) ? a : b), null);
  const others = printed.filter((it) => it !== best);
  return [...(best ? [best] : []), ...others, ...metadataTitles(document, around)];
}

const fullness = (title: Title): number => (title.years.length > 0 ? 1 : 0) + (title.organ === null ? 0 : 1);

/** A title may be broken over three lines: of the runs that end on a line the fullest is taken, of equals the shortest. */
function printedTitles({ head }: Surroundings): Title[] {
  const found: Title[] = [];
  for (let end = head.length; end > 0; end--) {
    let best: { title: Title; start: number } | null = null;
    for (let start = end - 1; start >= Math.max(0, end - 3); start--) {
      const lines = [...head.slice(start, end - 1), withoutFurniture(head[end - 1]!)];
      const read = readTitle(lines.map((it) => it.text).join(''));
      if (!read || hasOrganBelow(lines)) continue;
      const title: Title = { text: lines.map((it) => compact(it.raw)).join(''), ...read, place: head[start]!.place };
      if (!best || fullness(title) > fullness(best.title)) best = { title, start };
    }
    if (!best) continue;
    found.unshift(best.title.organ === null ? withOrganBelow(best.title, head[end]) : best.title);
    end = best.start + 1;
  }
  return found;
}

/** What pages print behind a title on the same line. */
const FURNITURE = /(?:发布日期|发布时间|发布机构|信息来源|来源|日期|时间|浏览|点击|字号|字体|【|[(（]?20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}).*$/;

/** What stands behind a title on its line, squeezed; empty for other lines. */
export const behindTitle = (line: string): string => (line.length <= MAX_TITLE && CORE.test(line) ? (FURNITURE.exec(line)?.[0] ?? '') : '');

function withoutFurniture(line: Line): Line {
  if (line.text.length < 20 || !FURNITURE.test(line.text)) return line;
  return { ...line, text: line.text.replace(FURNITURE, ''), raw: line.raw.replace(FURNITURE, '') };
}

/** True where the last line only adds the organ to what is a title without it: joined to it like a word, it would not read. */
const hasOrganBelow = (lines: readonly Line[]): boolean =>
  lines.length > 1 && isOrganName(lines.at(-1)!.text) && readTitle(lines.slice(0, -1).map((it) => it.text).join('')) !== null;

/** 2020年…年度报告 / 黄石市应急管理局: a title that names no organ takes the one on the next line. */
function withOrganBelow(title: Title, below: Line | undefined): Title {
  if (!below || !isOrganName(below.text)) return title;
  return { ...title, text: `${title.text} ${compact(below.raw)}`, organ: below.text };
}

/** As printed, without white space and emphasis. */
const compact = (raw: string): string => raw.replace(/[*#\s\u00a0\u3000]+/g, '');

/** ArticleTitle and the like, the element `title` without the site's name, and a labelled 标题 or 名称. */
function metadataTitles(document: Document, { labelled }: Surroundings): Title[] {
  const texts = Object.entries(document.meta)
    .filter(([name]) => /^(?:article)?title$/i.test(name))
    .map(([, value]) => value);
  if (document.title !== null) texts.push(document.title);
  texts.push(...labelled.filter((it) => it.label === '标题' || it.label === '名称').map((it) => it.value));
  const seen = new Set<string>();
  return texts.flatMap((text) => {
    for (const part of [text, text.replace(FURNITURE, ''), ...text.split(/[_|]|-{1,2}|—+/)]) {
      const line = squeeze(part);
      const read = readTitle(line);
      if (!read || seen.has(line)) continue;
      seen.add(line);
      return [{ text: compact(part), ...read }];
    }
    return [];
  });
}
