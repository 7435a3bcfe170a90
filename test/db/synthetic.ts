/**
 * Reports that no agency wrote, as extractions: for the tests of the store and for its bench. They obey the form's
 * arithmetic, carry places as each format gives them, labels in several printed styles and prose of realistic length.
 */
import { createHash } from 'node:crypto';
import type { AgencyRecord, DocumentRecord } from '../../db/store.ts';
import { checkReport } from '../../extractors/checks.ts';
import type { CellPlace, Format, Place } from '../../extractors/document.ts';
import { figure, forms } from '../../extractors/forms/index.ts';
import type { Cell, Check, FormId, Report, Section } from '../../extractors/report.ts';
import { Random } from '../../crawlers/replica/report/random.ts';

export interface SyntheticReport {
  document: DocumentRecord;
  extraction: Report;
}

export interface SyntheticOptions {
  agency: AgencyRecord;
  fiscalYear: number;
  format?: Format;
  /** Characters of prose. */
  prose?: number;
  /** Carried in from the year before, by applicant. */
  carriedIn?: ReadonlyMap<string, number>;
  /** The edition; told by the year if not given: 2019 before 2021. */
  form?: FormId;
  /** Requests by natural persons at most, and what else grows with it; drawn anew for each report if not given. */
  size?: number;
  /** Distinguishes renditions of one report. */
  rendition?: string;
}

const FORMATS: readonly Format[] = ['html', 'pdf', 'docx', 'text'];

/** A registry of `count` agencies in 31 provinces: one province-level agency each, then cities under them. */
export function syntheticAgencies(count: number): AgencyRecord[] {
  return Array.from({ length: count }, (_, i) => {
    const province = String(11 + (i % 31)).padEnd(6, '0');
    const isProvince = i < 31;
    const id = isProvince ? province : `${province.slice(0, 2)}${String(i).padStart(5, '0')}`;
    return {
      id,
      nameZh: isProvince ? `第${i + 1}省应急管理厅` : `第${(i % 31) + 1}省第${Math.floor(i / 31)}市应急管理局`,
      nameEn: `Emergency management bureau ${id}`,
      level: isProvince ? 'province' : 'city',
      parent: isProvince ? null : province,
    };
  });
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One report. The same options give the same report. */
export function syntheticReport({ agency, fiscalYear, format, prose = 2000, carriedIn, size, rendition = '', form = fiscalYear < 2021 ? 'ogi-2019' : 'ogi-2021' }: SyntheticOptions): SyntheticReport {
  const random = new Random(`${agency.id} ${fiscalYear} ${rendition}`);
  const chosen = format ?? FORMATS[random.int(0, 3)]!;
  const name = `${agency.id}-${fiscalYear}${rendition}`;
  const cells = cellsOf(form, chosen, figuresOf(form, random.fork('figures'), carriedIn, size), random.fork('places'));
  const sections = sectionsOf(agency.nameZh, fiscalYear, prose, random.fork('prose'));
  const checks: Check[] = [
    ...checkReport(form, new Map(cells.map((cell) => [cell.code, cell]))),
    { id: 'N1', mode: 'strict', status: 'pass', lhs: 3, rhs: 3, delta: 0, cells: ['t3.new@total'], note: '全年共收到政府信息公开申请3件。' },
  ];
  return {
    document: {
      sha256: sha256Of(name), bytes: 20_000 + random.int(0, 400_000), format: chosen,
      sources: [`https://yjt.example.gov.cn/zwgk/xxgknb/${fiscalYear}/t${fiscalYear}0118_${agency.id}.${chosen}`],
    },
    extraction: {
      status: 'report',
      agency: { id: agency.id, nameZh: agency.nameZh, nameEn: agency.nameEn, level: agency.level, namePrinted: agency.nameZh },
      agencyEvidence: [
        { kind: 'title', text: agency.nameZh, speaksFor: agency.id, weight: 5, place: { page: 1 } },
        { kind: 'host', text: 'yjt.example.gov.cn', speaksFor: agency.id, weight: 3 },
      ],
      fiscalYear,
      fiscalYearEvidence: [{ kind: 'title', text: `${fiscalYear}年度`, speaksFor: String(fiscalYear), weight: 5 }],
      form,
      title: `${agency.nameZh}${fiscalYear}年政府信息公开工作年度报告`,
      publishedOn: `${fiscalYear + 1}-01-${String(random.int(10, 31))}`,
      cells, unknown: [], sections, facts: [], checks, problems: [],
    },
  };
}

/** The report with these figures (or states) printed, everything else zero, and its checks evaluated anew. */
export function printing({ document, extraction }: SyntheticReport, values: Readonly<Record<string, number | Cell['state']>>): SyntheticReport {
  const cells = extraction.cells.map((cell): Cell => {
    const given = values[cell.code] ?? 0;
    if (typeof given !== 'number') return { ...cell, state: given, value: null, raw: given === 'blank' ? '' : null };
    return { ...cell, state: given === 0 ? 'zero' : 'number', value: given, raw: String(given) };
  });
  const checks = checkReport(extraction.form, new Map(cells.map((cell) => [cell.code, cell])));
  return { document, extraction: { ...extraction, cells, checks } };
}

/** Values that satisfy I1 to I4, by code. */
function figuresOf(form: FormId, random: Random, carriedIn: ReadonlyMap<string, number> | undefined, given: number | undefined): Map<string, number> {
  const values = new Map<string, number>();
  const { applicants, requestRows, venues, outcomes, blocks, statistics, identities } = forms[form];
  const people = applicants.filter((a) => a.id !== 'total');
  const leaves = requestRows.filter((row) => row.role === 'leaf');
  const drawn = random.pick([0, 2, 6, 20, 90]);
  const size = given ?? drawn;
  const add = (row: string, applicant: string, n: number): void => {
    for (const column of [applicant, 'total']) values.set(`t3.${row}@${column}`, (values.get(`t3.${row}@${column}`) ?? 0) + n);
  };
  for (const { id } of people) {
    for (const row of requestRows) add(row.id, id, 0);
    const carried = carriedIn?.get(id) ?? (random.chance(0.2) ? random.int(0, 3) : 0);
    const fresh = id === 'natural_person' ? random.int(0, size) : random.int(0, Math.ceil(size / 6));
    const carriedOut = random.chance(0.3) ? random.int(0, Math.min(3, fresh + carried)) : 0;
    add('new', id, fresh);
    add('carry_in', id, carried);
    add('carry_out', id, carriedOut);
    add('result.total', id, fresh + carried - carriedOut);
    for (let left = fresh + carried - carriedOut; left > 0; left -= 1) add(random.chance(0.6) ? 'result.open' : random.pick(leaves).id, id, 1);
  }
  for (const venue of venues) {
    let sum = 0;
    for (const outcome of outcomes.filter((o) => o.id !== 'total')) {
      const n = random.chance(0.1) ? random.int(1, 4) : 0;
      values.set(`t4.${venue.id}.${outcome.id}`, n);
      sum += n;
    }
    values.set(`t4.${venue.id}.total`, sum);
  }
  for (const block of blocks) {
    for (const row of block.rows) {
      for (const m of block.measures) {
        const n = random.chance(0.5) ? 0 : random.int(1, 400);
        values.set(`t2.${block.id}.${row.id}.${m.id}`, m.type === 'money' ? Math.round(n * 137) / 100 : n);
      }
    }
  }
  for (const { id, type } of statistics) values.set(`t0.${id}`, random.chance(0.4) ? 0 : type === 'money' ? random.int(0, 500) / 10 : random.int(0, 4 * size + 3));
  // From the parts up: a sum may be a part of another.
  for (const { left, right } of identities.filter((identity) => identity.rule === 'S1' && identity.relation === '=').toReversed()) {
    values.set(left[0]!, right.reduce((sum, code) => sum + values.get(code)!, 0));
  }
  return values;
}

/** What agencies carry out, by applicant: the next year's `carriedIn`. */
export function carriedOut(report: Report): Map<string, number> {
  const cells = report.cells.filter((cell) => cell.code.startsWith('t3.carry_out@') && cell.value !== null);
  return new Map(cells.map((cell) => [cell.code.slice(cell.code.indexOf('@') + 1), cell.value!]));
}

function cellsOf(form: FormId, format: Format, values: ReadonlyMap<string, number>, random: Random): Cell[] {
  const style = random.int(0, 11);
  const portal = random.int(0, 60);
  const blank = random.chance(0.15);
  return forms[form].codes.map((code, i): Cell => {
    const value = values.get(code)!;
    const { unit, nameZh } = figure(code)!;
    const table = code.startsWith('t2.') ? 0 : code.startsWith('t3.') ? 1 : 2;
    const row = table === 1 ? 2 + Math.floor((i - 10) / 7) : 1 + Math.floor(i / 3);
    const col = table === 1 ? 3 + ((i - 10) % 7) : i % 5;
    const [rowName = '', colName = ''] = nameZh.split(' / ');
    const place: CellPlace = { ...placeOf(format, portal, table, row, col, i, random), table, row, col };
    const labels = { rowLabel: styled(rowName, style), colLabel: styled(colName, style % 3) };
    if (blank && value === 0 && table === 1) return { code, state: 'blank', value: null, unit, raw: style % 2 ? '' : '　', unitRaw: null, ...labels, alignment: 'exact', place };
    return {
      code, state: value === 0 ? 'zero' : 'number', value, unit, raw: style === 5 ? `${value}${unit}` : String(value), unitRaw: style === 5 || unit === '万元' ? unit : null,
      ...labels, alignment: 'exact', place,
    };
  });
}

/** A label as one of the producers prints it: with its breaks and blanks. */
const styled = (label: string, style: number): string =>
  style === 0 ? label : style < 6 ? label.replace(/(.{4})/u, '$1\n').trim() : `${label.slice(0, style - 4)}${' '.repeat(style % 3)}${label.slice(style - 4)}`;

function placeOf(format: Format, portal: number, table: number, row: number, col: number, i: number, random: Random): Place {
  if (format === 'pdf') {
    const [left, top] = [70 + col * 36.5 + random.int(0, 9) / 10, 90 + (row % 30) * 21.3 + random.int(0, 9) / 10];
    return { page: 2 + Math.floor(i / 90), box: [left, top, left + 36.4, top + 21.2].map((n) => Math.round(n * 10) / 10) as [number, number, number, number] };
  }
  if (format === 'text') return { line: 40 + i, start: 1, end: 2 + (i % 4) };
  const body = format === 'docx' ? '/html/body' : `/html/body/div[${1 + (portal % 5)}]/div[${1 + (portal % 4)}]/div[${1 + (portal % 3)}]`;
  return { path: `${body}/table[${table + 1}]/tbody[1]/tr[${row + 1}]/td[${col + 1}]` };
}

const SENTENCES: readonly string[] = [
  '全年通过部门网站主动公开政府信息#条，其中工作动态类#条、政策文件类#条、预警信息类#条',
  '严格执行政府信息公开申请的接收、登记、审核、办理、答复、归档制度，按时办结率百分之百',
  '围绕安全生产、防汛抗旱、森林防火和防灾减灾救灾等重点领域，及时发布应急管理信息#条',
  '修订本机关主动公开基本目录，明确公开的内容、主体、时限、方式和渠道',
  '加强信息发布前的保密审查，坚持先审查后公开、一事一审，全年未发生失密泄密',
  '组织举办业务培训#期，参训人员#人次，机关干部依法公开的意识和能力有所提高',
  '政策解读的形式还较为单一，图解和视频解读占比不高，回应关切的主动性有待加强',
  '下一步将健全工作机制，完善考核评议，推动公开工作与业务工作同部署、同落实',
  '公布危险化学品、烟花爆竹、非煤矿山等行业领域行政许可#项、行政处罚#件',
  '全年收到政府信息公开申请#件，均在法定期限内答复，未发生因政府信息公开引发的行政复议和行政诉讼',
];

const HEADINGS = ['总体情况', '主动公开政府信息情况', '收到和处理政府信息公开申请情况', '政府信息公开行政复议、行政诉讼情况', '存在的主要问题及改进情况', '其他需要报告的事项'];
const SHARES = [0.6, 0.02, 0.02, 0.02, 0.28, 0.06];

function sectionsOf(agency: string, year: number, prose: number, random: Random): Section[] {
  return HEADINGS.map((heading, i) => {
    const length = Math.round(prose * SHARES[i]!);
    let text = i === 0 ? `${year}年，${agency}认真贯彻《中华人民共和国政府信息公开条例》。` : '';
    while (text.length < length) text += `${random.pick(SENTENCES).replaceAll('#', () => String(random.int(0, 900)))}。`;
    return { number: '一二三四五六'[i]!, heading, text, place: { page: 1 + Math.floor(i / 2) } };
  });
}
