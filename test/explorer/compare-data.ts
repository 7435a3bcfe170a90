/** A province and its cities whose figures are known by heart, and the explorer over them. */
import { Coverage } from '../../db/coverage.ts';
import { Agencies, type AgencyRecord } from '../../db/agencies.ts';
import type { Db } from '../../db/open.ts';
import { createApp } from '../../explorer/app.tsx';
import { NO_ORIGINALS } from '../../explorer/context.ts';
import type { FormId } from '../../extractors/report.ts';
import { freshStore, put } from '../db/support.ts';
import { printing, syntheticReport } from '../db/synthetic.ts';

const agency = (id: string, nameZh: string, level: string, parent: string | null): AgencyRecord => ({ id, nameZh, nameEn: `Bureau ${id}`, level, parent });

export const AGENCIES = [
  agency('110000', '甲省应急管理厅', 'province', null), agency('120000', '乙省应急管理厅', 'province', null),
  agency('110100', '子市应急管理局', 'city', '110000'), agency('110200', '丑市应急管理局', 'city', '110000'), agency('110300', '寅市应急管理局', 'city', '110000'),
];

type Values = Readonly<Record<string, number | 'blank' | 'dash'>>;

const requests = (open: number, total: number): Values => ({ 't3.result.open@total': open, 't3.result.total@total': total, 't3.new@total': total });
const made = (before2021: number, since: number): Values => ({ 't2.a20_1.normdoc.made': before2021, 't2.a20_1.normdoc.issued': since, 't2.a20_1.normdoc.total_disclosed': 90, 't2.a20_1.normdoc.in_force': 40 });

/**
 * 甲省: all years but 2022. 子市 and 丑市: 2021 and 2023, their disclosure rates 3 of 4 and 30 of 60 in 2021; in 2023 子市 handled nothing and 丑市 left the cell blank.
 * 寅市 never. 乙省: 2018 on the old form, and 2019 with one row of other handling, 2021 with three.
 */
export const REPORTS: readonly { id: string; year: number; form?: FormId; values: Values }[] = [
  { id: '110000', year: 2019, values: { ...requests(10, 20), ...made(5, 0) } },
  { id: '110000', year: 2020, values: { ...requests(12, 20), ...made(7, 0) } },
  { id: '110000', year: 2021, values: { ...requests(15, 20), ...made(0, 6) } },
  { id: '110000', year: 2023, values: { ...requests(18, 20), ...made(0, 8) } },
  { id: '110100', year: 2021, values: requests(3, 4) },
  { id: '110200', year: 2021, values: requests(30, 60) },
  { id: '110100', year: 2023, values: requests(0, 0) },
  { id: '110200', year: 2023, values: { ...requests(0, 5), 't3.result.open@total': 'blank' } },
  { id: '120000', year: 2018, form: 'stat-2014', values: { 't0.req.received': 11 } },
  { id: '120000', year: 2019, values: { ...requests(1, 20), 't3.result.other@total': 9 } },
  { id: '120000', year: 2021, values: { ...requests(15, 20), 't3.result.other.uncorrected@total': 2, 't3.result.other.fee_unpaid@total': 1, 't3.result.other.misc@total': 4 } },
];

export function comparable(): Db {
  const { db, store } = freshStore(AGENCIES);
  for (const { id, year, form, values } of REPORTS) {
    const record = AGENCIES.find((one) => one.id === id)!;
    put(store, printing(syntheticReport({ agency: record, fiscalYear: year, prose: 50, ...(form === undefined ? {} : { form }) }), values));
  }
  db.transaction(() => new Coverage(db, new Agencies(db)).put([
    { agencyId: '110000', fiscalYear: 2022, status: 'blocked', evidence: 'https://a.gov.cn/ refused', observedOn: '2023-03-01' },
    { agencyId: '110300', fiscalYear: 2023, status: 'not_found', evidence: 'https://c.gov.cn/ lists none', observedOn: '2024-03-01' },
  ]))();
  return db;
}

export interface Asked {
  status: number;
  type: string;
  text: string;
}

/** Asks the explorer over `db`, without a server. */
export function asking(db: Db, banner: string | null = null): (path: string) => Promise<Asked> {
  const faults: unknown[] = [];
  const app = createApp({ db, dbPath: db.name, banner, originals: NO_ORIGINALS }, { listening: '127.0.0.1', fault: (error) => faults.push(error) });
  return async (path) => {
    const response = await app.request(`http://127.0.0.1${path}`, { headers: { host: '127.0.0.1' } });
    const text = await response.text();
    if (faults.length > 0) throw faults[0];
    return { status: response.status, type: response.headers.get('content-type') ?? '', text };
  };
}
