/** The words of the store in both languages, as every page says them. */
import type { CoverageStatus, FindingKind } from '../../db/words.ts';
import type { Phrase } from '../frame/language.ts';

export const LEVELS: Readonly<Record<string, Phrase>> = {
  central: { zh: '中央', en: 'Central' },
  province: { zh: '省级', en: 'Province' },
  xpcc: { zh: '兵团', en: 'XPCC (Xinjiang corps)' },
  city: { zh: '市级', en: 'City' },
  county: { zh: '县级', en: 'County' },
};

/** A level in words; as it stands where it is not one of ours. */
export const levelPhrase = (level: string | null): Phrase => (level === null ? { zh: '层级不明', en: 'Level not known' } : LEVELS[level] ?? { zh: level, en: level });

export const STATUSES: Readonly<Record<CoverageStatus, Phrase>> = {
  published: { zh: '已公布', en: 'published' },
  removed: { zh: '已撤下（数据仍在）', en: 'removed (data kept)' },
  unreadable: { zh: '有文件，无法读数', en: 'unreadable' },
  blocked: { zh: '网站拒绝访问', en: 'blocked' },
  unreachable: { zh: '网站无应答', en: 'unreachable' },
  not_found: { zh: '查过，未找到', en: 'not found' },
  not_due: { zh: '未到期', en: 'not due' },
  unknown: { zh: '未查全，不明', en: 'unknown' },
};

/** Did we read it right? */
export const READING: Readonly<Record<string, Phrase>> = {
  exact: { zh: '读数确切', en: 'read exactly' },
  inferred: { zh: '有推断的单元格', en: 'some cells inferred' },
  ambiguous: { zh: '有无法确定的单元格', en: 'some cells ambiguous' },
};

/** Does the agency's own arithmetic hold? */
export const SOURCE: Readonly<Record<string, Phrase>> = {
  consistent: { zh: '勾稽关系成立', en: 'arithmetic holds' },
  inconsistent: { zh: '勾稽关系不成立', en: 'arithmetic does not hold' },
  not_assessable: { zh: '勾稽关系无从检验', en: 'arithmetic not assessable' },
};

export const KINDS: Readonly<Record<FindingKind, Phrase>> = {
  arithmetic: { zh: '表内勾稽不符', en: 'Arithmetic within a report' },
  across_years: { zh: '与上年不衔接', en: 'From year to year' },
  prose: { zh: '文字与表格不符', en: 'Prose against table' },
  prose_explained: { zh: '文字与表格不同（口径可解释）', en: 'Prose against table, explained' },
  renditions: { zh: '同一报告各文件不一', en: 'Rendition against rendition' },
  changed: { zh: '发布后改动', en: 'Changed after publication' },
  late: { zh: '逾期公布', en: 'Late' },
  missing: { zh: '缺失', en: 'Missing' },
  unreadable: { zh: '读不出', en: 'Unreadable' },
};

/** Editions of the national form. */
export const EDITION_NAMES: Readonly<Record<string, Phrase>> = {
  'stat-2014': { zh: '2014 年统计表', en: 'statistics table of 2014' },
  'ogi-2019': { zh: '2019 年格式', en: 'edition of 2019' },
  'ogi-2021': { zh: '2021 年格式', en: 'edition of 2021' },
};
