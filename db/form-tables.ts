/** The tables of an edition as the form prints them, with the code of each figure: what shows a report needs to know no more of the form. */
import { forms } from '../extractors/forms/index.ts';
import type { BlockSpec, Form, Identity } from '../extractors/forms/form.ts';
import type { FormId } from '../extractors/report.ts';

export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** A header cell. */
export interface HeaderCell extends Label {
  readonly columns: number;
  readonly rows: number;
}

export interface FormRow {
  /** Parent row that begins here, and how many rows it spans; null within it and outside any. */
  readonly group: (Label & { readonly rows: number }) | null;
  /** Whether the row stands under a parent row. */
  readonly grouped: boolean;
  readonly label: Label | null;
  readonly codes: readonly string[];
}

export interface FormTable {
  /** `t0`, `t2`, `t3`, `t4`. */
  readonly id: string;
  readonly title: Label;
  /** Parts with a header of their own: the items of table 二; one part elsewhere. */
  readonly parts: readonly { readonly title: Label | null; readonly header: readonly (readonly HeaderCell[])[]; readonly labelColumns: 0 | 1 | 2; readonly rows: readonly FormRow[] }[];
}

const cell = (label: Label, columns = 1, rows = 1): HeaderCell => ({ zh: label.zh, en: label.en, columns, rows });
const plain = (label: Label | null, codes: readonly string[]): FormRow => ({ group: null, grouped: false, label, codes });
/** Without what the group above says already. */
const under = (group: Label, label: Label): Label => ({ zh: label.zh.slice(label.zh.indexOf(' ') + 1), en: label.en.replace(/^[^:]+: /, '') || group.en });

function blockPart(block: BlockSpec): FormTable['parts'][number] {
  const blank = { zh: '信息内容', en: 'Content' };
  return {
    title: { zh: `第二十条第（${block.item}）项`, en: `Article 20 (${'一二三四五六七八九'.indexOf(block.item) + 1})` },
    header: [[cell(blank), ...block.measures.map((measure) => cell(measure))]], labelColumns: 1,
    rows: block.rows.map((row) => plain(row, block.measures.map((measure) => `t2.${block.id}.${row.id}.${measure.id}`))),
  };
}

function requestPart(form: Form): FormTable['parts'][number] {
  const organisations = form.applicants.filter(({ id }) => id.startsWith('org.'));
  const single = form.applicants.filter(({ id }) => !id.startsWith('org.'));
  const rows = form.requestRows.map((row, at, all): FormRow => {
    const codes = form.applicants.map((applicant) => `t3.${row.id}@${applicant.id}`);
    const group = row.group === null ? undefined : form.requestGroups.find(({ id }) => id === row.group);
    if (group === undefined) return plain(row, codes);
    const begins = all[at - 1]?.group !== row.group;
    return { group: begins ? { zh: `三${group.zh}`, en: group.en, rows: all.filter((other) => other.group === row.group).length } : null, grouped: true, label: under(group, row), codes };
  });
  const header = [
    [cell({ zh: '申请情况', en: 'Requests' }, 2, 2), ...form.applicants.flatMap((applicant) => {
      if (single.includes(applicant)) return [cell(applicant, 1, 2)];
      return applicant === organisations[0] ? [cell({ zh: '法人或其他组织', en: 'Legal persons or other organisations' }, organisations.length)] : [];
    })],
    organisations.map((applicant) => cell(applicant)),
  ];
  return { title: null, header, labelColumns: 2, rows };
}

function disputePart(form: Form): FormTable['parts'][number] {
  const [review, ...litigation] = form.venues;
  const each = form.outcomes.length;
  const short = ({ zh, en }: Label): Label => ({ zh: zh.slice(zh.indexOf('·') + 1), en });
  return {
    title: null, labelColumns: 0,
    header: [
      [cell(review!, each, 2), cell({ zh: '行政诉讼', en: 'Litigation' }, each * litigation.length)],
      litigation.map((venue) => cell(short(venue), each)),
      form.venues.flatMap(() => form.outcomes.map((outcome) => cell(outcome))),
    ],
    rows: [plain(null, form.venues.flatMap((venue) => form.outcomes.map((outcome) => `t4.${venue.id}.${outcome.id}`)))],
  };
}

function tablesOf(form: Form): FormTable[] {
  const tables: FormTable[] = [];
  if (form.blocks.length > 0) tables.push({ id: 't2', title: { zh: '二、主动公开政府信息情况', en: 'Table 2: information published proactively' }, parts: form.blocks.map(blockPart) });
  if (form.requestRows.length > 0) tables.push({ id: 't3', title: { zh: '三、收到和处理政府信息公开申请情况', en: 'Table 3: requests received and handled' }, parts: [requestPart(form)] });
  if (form.venues.length > 0) tables.push({ id: 't4', title: { zh: '四、政府信息公开行政复议、行政诉讼情况', en: 'Table 4: reconsideration and litigation' }, parts: [disputePart(form)] });
  if (form.statistics.length > 0) {
    const header = [[cell({ zh: '统计指标', en: 'Figure' }), cell({ zh: '统计数', en: 'Number' })]];
    tables.push({ id: 't0', title: { zh: form.nameZh, en: form.nameEn }, parts: [{ title: null, header, labelColumns: 1, rows: form.statistics.map((line) => plain({ zh: `${line.zh}（${line.unit}）`, en: `${line.en} (${line.unit})` }, [`t0.${line.id}`])) }] });
  }
  return tables;
}

const known = new Map<FormId, readonly FormTable[]>();

/** The tables of an edition, in its order; none for reports that follow no edition. */
export function formTables(id: FormId): readonly FormTable[] {
  let tables = known.get(id);
  if (tables === undefined) known.set(id, (tables = tablesOf(forms[id])));
  return tables;
}

/** The identity that a check evaluated; undefined for a narrative check. */
export const identityOf = (form: FormId, name: string): Identity | undefined => forms[form].identities.find(({ id }) => id === name);

/** What an edition is called. */
export const formName = (id: FormId): Label => ({ zh: forms[id].nameZh, en: forms[id].nameEn });
