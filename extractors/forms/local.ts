/**
 * No edition of the national form: reports in prose, and tables of a province's or city's own design. Nothing in them has a code;
 * sections and tables are kept as printed.
 */
import type { Form } from './form.ts';

export const local: Form = {
  id: 'local',
  nameZh: '无全国统一表格（文字报告或地方自制表）',
  nameEn: 'No national form: prose, or tables of local design',
  source: '国务院令第492号',
  inForce: [2008, 2013],
  blocks: [], requestRows: [], requestGroups: [], applicants: [], venues: [], outcomes: [], statistics: [], identities: [], codes: [],
};
