/** A site as it stands on one day: which papers are there, where, and what they hold. */
import { createHash } from 'node:crypto';
import { article } from './render/html-clean.ts';
import { MEDIA_TYPE, SUFFIX, fileBytes } from './files.ts';
import { NOTICE } from './notice.ts';
import { tablesOnly, withoutTables } from './report/apart.ts';
import { FIRST_FORM_YEAR, reportOf } from './report/invent.ts';
import type { ForgedReport } from './report/model.ts';
import { proseReport } from './report/prose-report.ts';
import { Random } from './report/random.ts';
import { escape } from './answer.ts';
import type { Column, Day, FileKind, Offer, Paper, Site } from './site.ts';

/** Digits or hex digits that are always the same for the same thing: ids that no one wrote down. */
export const madeUp = (what: string): string => createHash('sha256').update(what).digest('hex');
export const number = (what: string, digits: number): string => String((parseInt(madeUp(what).slice(0, 12), 16) % (9 * 10 ** (digits - 1))) + 10 ** (digits - 1));

export interface FileView {
  offer: Offer;
  /** Path on the site, or a full URL on another host. */
  path: string;
  bytes: () => Uint8Array;
  type: string;
}

export interface PaperView {
  paper: Paper;
  column: Column;
  /** Path on the site, or a full URL on another site. */
  path: string;
  files: FileView[];
  /** Markup of its text, the notice first and last. */
  body: () => string;
  /** Last day on which anything about it changed. */
  changed: Day;
}

export interface ColumnView {
  site: Site;
  column: Column;
  /** Newest first. */
  rows: PaperView[];
  day: Day;
  /** Last day on which the list changed: something came, changed, moved or went. */
  changed: Day;
}

/** Where nothing is known to have changed. */
export const FIRST_DAY: Day = '2019-01-01';

/** Where a platform puts things. */
export interface Addresses {
  article(paper: Paper, column: Column): string;
  file(offer: Offer & { kind: FileKind }, paper: Paper, column: Column, index: number): string;
}

/** What was made once of a paper or an offer, by version: the same on every day. */
function once<T>(made: WeakMap<object, Map<number, T>>, of: object, version: number, make: () => T): T {
  const versions = made.get(of) ?? new Map<number, T>();
  made.set(of, versions);
  if (!versions.has(version)) versions.set(version, make());
  return versions.get(version)!;
}
const bodies = new WeakMap<object, Map<number, string>>();
const fileBodies = new WeakMap<object, Map<number, Uint8Array>>();

export const isThere = (paper: Paper, day: Day): boolean => paper.on <= day && (paper.until === undefined || day < paper.until);

const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p>　　${escape(line)}</p>`).join('\n');

/** The text of a paper as markup. */
function bodyOf(paper: Paper, files: readonly FileView[], version: 1 | 2): string {
  const report = paper.report;
  if (paper.pictures) {
    const pictures = files.filter((file) => file.offer.kind === 'png').map((file) => `<p style="text-align:center"><img src="${escape(file.path)}" alt=""></p>`);
    return [`<p>${escape(NOTICE)}</p>`, ...pictures, `<p>${escape(NOTICE)}</p>`].join('\n');
  }
  if (report && paper.printed) {
    if (report.year < FIRST_FORM_YEAR) return `<h2>${escape(paper.inner ?? paper.title)}</h2>\n${paragraphs(proseReport(report))}`;
    const printed = reportOf(report, paper.on, paper.inner ?? paper.title, version);
    const shown = paper.apart ? withoutTables(printed) : printed;
    const frames = files.filter((file) => file.offer.kind === 'frame').map((file) => `<iframe src="${escape(file.path)}" width="100%" height="900"></iframe>`);
    return [article(shown, new Random(`${printed.seed} page`)), ...frames].join('\n');
  }
  const words = report ? [`${report.organ}${report.year}年政府信息公开工作年度报告见附件。`] : paper.words ?? [`${paper.title}。`];
  return paragraphs([NOTICE, ...words, NOTICE]);
}

/** What a file of a paper prints. */
function carried(paper: Paper, report: NonNullable<Paper['report']>, version: 1 | 2): ForgedReport {
  const whole = reportOf(report, paper.on, paper.inner ?? paper.title, version);
  return paper.apart ? tablesOnly(whole) : whole;
}

/** A paper on a day; null while it is not there. */
export function viewPaper(paper: Paper, column: Column, addresses: Addresses, day: Day): PaperView | null {
  if (!isThere(paper, day)) return null;
  const moved = paper.moved && paper.moved.on <= day ? paper.moved : null;
  const version = paper.replaced !== undefined && paper.replaced <= day ? 2 : 1;
  const { report } = paper;
  const files = (paper.files ?? []).map((offer, index): FileView => ({
    offer,
    path: offer.path ?? addresses.file(offer, paper, column, index),
    type: MEDIA_TYPE[offer.kind],
    bytes: () => once(fileBodies, offer, version, () => fileBytes(offer.kind, offer.name, offer.carries && report ? carried(paper, report, version) : null)),
  }));
  return {
    paper, column, files,
    path: moved?.path ?? paper.path ?? addresses.article(paper, column),
    body: () => once(bodies, paper, version, () => bodyOf(paper, files, version) + (paper.markup ?? '')),
    changed: [paper.on, moved?.on ?? '', version === 2 ? paper.replaced! : ''].reduce((a, b) => (a > b ? a : b)),
  };
}

/** A column on a day. */
export function viewColumn(site: Site, column: Column, addresses: Addresses, day: Day): ColumnView {
  const empty = column.emptyFrom !== undefined && column.emptyFrom <= day;
  const rows = empty ? [] : column.papers.flatMap((paper) => viewPaper(paper, column, addresses, day) ?? []);
  const shown = (view: PaperView): Day => view.paper.row ?? view.paper.on;
  const nodes = column.nodes?.filter((node) => (node.from ?? '') <= day);
  const days = [...rows.map((row) => row.changed), ...column.papers.map(({ until }) => until ?? ''), column.emptyFrom ?? '', ...(nodes ?? []).map(({ from }) => from ?? '')];
  const changed = days.filter((one) => one <= day).reduce((a, b) => (a > b ? a : b), FIRST_DAY);
  return { site, column: { ...column, ...(nodes && { nodes }) }, day, changed, rows: rows.sort((a, b) => shown(b).localeCompare(shown(a)) || a.path.localeCompare(b.path)) };
}

export const suffixOf = (offer: Offer): string => SUFFIX[offer.kind];
