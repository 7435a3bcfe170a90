/** What columns list, written down shortly: an agency's annual reports, and the things that stand among them. */
import { Random } from '../report/random.ts';
import type { Day, FileKind, Offer, Paper } from '../site.ts';

/** How a report comes: printed in the page, as a file, or both, or its words in the page and its tables in a file or a frame; or as something that nobody can read. */
export type Shape = 'page' | 'pdf' | 'docx' | 'page+pdf' | 'page+docx' | 'pdf+docx' | 'words+docx' | 'words+frame' | 'pictures' | FileKind;

export interface Plan {
  agency?: string;
  organ: string;
  /** First and last fiscal year; the last is published next January. */
  from?: number;
  to?: number;
  /** Years without report. */
  without?: readonly number[];
  title?: (year: number) => string;
  link?: (year: number) => string;
  inner?: (year: number) => string;
  trail?: (year: number) => string[];
  /** Days of publication; else some day in January. */
  days?: Readonly<Record<number, Day>>;
  /** The platform's numbers, where they are known. */
  ids?: Readonly<Record<number, string>>;
  shapes?: Readonly<Record<number, Shape>>;
  shape?: Shape;
  /** Anything else of one year. */
  more?: Readonly<Record<number, Partial<Paper>>>;
}

export const LAST_YEAR = 2026;

/** The day on which an organ publishes, where nothing says otherwise: between 8 and 30 January. */
export const publicationDay = (organ: string, year: number): Day => `${year + 1}-01-${String(new Random(`${organ} ${year} day`).int(8, 30)).padStart(2, '0')}`;

export const standardTitle = (organ: string, year: number): string => `${organ}${year}年政府信息公开工作年度报告`;

function shaped(shape: Shape, name: string): Pick<Paper, 'printed' | 'apart' | 'files' | 'pictures'> {
  if (shape === 'pictures') return { pictures: true, files: [{ kind: 'png', name: `${name}.png` }] };
  const parts = shape.includes('+') ? shape.split('+') : [shape];
  const kinds = parts.filter((part) => part !== 'page' && part !== 'words') as FileKind[];
  const suffix = (kind: FileKind): string => (kind === 'empty-pdf' || kind === 'page-as-pdf' ? 'pdf' : kind === 'frame' ? 'html' : kind);
  const files = kinds.map((kind): Offer => ({ kind, name: `${name}.${suffix(kind)}`, carries: true }));
  return { ...(parts.includes('page') && { printed: true }), ...(parts.includes('words') && { printed: true, apart: true }), ...(files.length > 0 && { files }) };
}

/** An organ's reports, one paper a year. */
export function annual(plan: Plan): Paper[] {
  const { organ } = plan;
  const papers: Paper[] = [];
  for (let year = plan.from ?? 2019; year <= (plan.to ?? LAST_YEAR); year += 1) {
    if (plan.without?.includes(year)) continue;
    const inner = plan.inner?.(year) ?? standardTitle(organ, year);
    papers.push({
      title: plan.title?.(year) ?? inner,
      inner,
      on: plan.days?.[year] ?? publicationDay(organ, year),
      report: { organ, year, ...(plan.agency !== undefined && { agency: plan.agency }) },
      ...(plan.link && { link: plan.link(year) }),
      ...(plan.trail && { trail: plan.trail(year) }),
      ...(plan.ids?.[year] !== undefined && { id: plan.ids[year] }),
      ...shaped(plan.shapes?.[year] ?? plan.shape ?? 'page', inner),
      ...plan.more?.[year],
    });
  }
  return papers;
}

/** Anything that is no report. */
export const other = (title: string, on: Day, more: Partial<Paper> = {}): Paper => ({ title, on, ...more });

/** What stands in columns of annual reports besides reports; `organ` is theirs, `place` the region's name. */
export const mixed = (organ: string, place: string): Paper[] => [
  other(`${place}应急管理系统召开2020年度工作会议`, '2020-05-06', { words: ['会议总结了上一年的工作，部署了本年的任务。'] }),
  other(`一图读懂${organ}2021年政府信息公开工作年度报告`, '2022-02-09', { pictures: true, files: [{ kind: 'png', name: '图解.png' }] }),
  other(`${organ}2022年政府网站工作年度报表`, '2023-01-18', { words: ['网站名称、首页网址、主办单位、信息发布总数。'] }),
  other(`${organ}政府信息公开指南`, '2021-03-12', { words: ['为便于公民、法人和其他组织获取政府信息，编制本指南。'] }),
  other(`${organ}2023年政务公开工作要点`, '2023-05-16', { words: ['一、深化主动公开。二、做好依申请公开。'] }),
  other(`${organ}关于2018年推进重大建设项目批准实施等领域政府信息公开情况的报告`, '2019-02-27', { words: ['根据要求，现将有关领域政府信息公开情况报告如下。'] }),
  other(`${organ}2021年度法治政府建设情况报告`, '2022-01-19', { words: ['一、推进法治政府建设的主要举措。'] }),
  other(`${place}2022年政府信息公开工作年度报告`, '2023-03-22', { report: { organ: `${place}人民政府`, year: 2022 }, printed: true }),
];
