/** The SQL that gives the table of a comparison in any SQLite program, over the views that are for people. */
import type { Db } from '../../../db/open.ts';
import { subjectsOf, type Comparison } from './comparison.ts';
import { fractionSql, summandSql, valueSql, type Measure } from './measures.ts';
import { memberSql, type Group } from './subjects.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The columns of the panel that an expression reads. */
const columnsIn = (...expressions: string[]): string[] => [...new Set(expressions.flatMap((sql) => [...sql.matchAll(/p\."(\w+)"/g)].map(([, name]) => name!)))];

/** One query: a row for each figure, agency or group, and year; groups with how many of how many agencies reported. */
export function sqlOf(db: Db, { choice, view, years }: Comparison): string {
  const { measures, groups } = subjectsOf(db, choice);
  const pools = choice.as === 'each' ? [] : groups;
  const conditions = [...choice.agencies.map((key) => memberCondition(db, key, choice)), ...(choice.as === 'sum' ? [] : groups.map(({ sql }) => `(${sql})`))];
  const parts = measures.flatMap((measure) => [...pools.map((group) => ofGroup(measure, group)), ...(conditions.length === 0 ? [] : [ofAgencies(measure, conditions)])]);
  const order = view === 'bars' ? `figure, value ${choice.order === 'desc' ? 'DESC' : 'ASC'}` : 'figure, series, fiscal_year';
  return [`WITH year (fiscal_year) AS (VALUES ${years.map((year) => `(${year})`).join(', ')})`, parts.join('\nUNION ALL\n'), `ORDER BY ${order};`].join('\n');
}

function memberCondition(db: Db, key: string, choice: Comparison['choice']): string {
  const { members } = subjectsOf(db, { ...choice, agencies: [key], groups: [], as: 'each' });
  return `(${memberSql(members[0]!)})`;
}

function ofAgencies(measure: Measure, conditions: readonly string[]): string {
  const fraction = fractionSql(measure);
  const value = valueSql(measure);
  const columns = columnsIn(value, fraction?.numerator ?? '', fraction?.denominator ?? '');
  return `SELECT ${quoted(measure.code)} AS figure, coalesce(a.agency_id, a.name_zh) AS series, a.name_zh AS name, y.fiscal_year AS fiscal_year, p.form AS form,
  ${value} AS value, ${fraction?.numerator ?? 'NULL'} AS numerator, ${fraction?.denominator ?? 'NULL'} AS denominator, NULL AS reported, NULL AS members
FROM (SELECT agency_id, name_zh FROM agencies WHERE ${conditions.join(' OR ')}) a CROSS JOIN year y
LEFT JOIN (SELECT agency_id, agency, fiscal_year, form, ${columns.join(', ')} FROM panel WHERE fiscal_year IN (SELECT fiscal_year FROM year)) p
  ON p.agency = a.name_zh AND p.agency_id IS a.agency_id AND p.fiscal_year = y.fiscal_year`;
}

function ofGroup(measure: Measure, group: Group): string {
  const fraction = fractionSql(measure);
  const summand = summandSql(measure);
  const columns = columnsIn(summand, fraction?.numerator ?? '', fraction?.denominator ?? '');
  const has = fraction === null ? '' : ` FILTER (WHERE (${fraction.numerator}) IS NOT NULL AND (${fraction.denominator}) IS NOT NULL)`;
  const [numerator, denominator] = [`sum(${fraction?.numerator})${has}`, `sum(${fraction?.denominator})${has}`];
  const values = fraction === null
    ? `sum(${summand}) AS value, NULL AS numerator, NULL AS denominator, count(${summand}) AS reported`
    : `1.0 * ${numerator} / nullif(${denominator}, 0) AS value,\n  ${numerator} AS numerator,\n  ${denominator} AS denominator,\n  count(p.fiscal_year)${has} AS reported`;
  return `SELECT ${quoted(measure.code)} AS figure, ${quoted(group.id)} AS series, ${quoted(group.name.zh)} AS name, y.fiscal_year AS fiscal_year, NULL AS form,
  ${values}, (SELECT count(*) FROM agencies WHERE ${group.sql}) AS members
FROM year y LEFT JOIN (
  SELECT fiscal_year, form, ${columns.join(', ')} FROM panel
  WHERE (agency, ifnull(agency_id, '')) IN (SELECT name_zh, ifnull(agency_id, '') FROM agencies WHERE ${group.sql}) AND fiscal_year IN (SELECT fiscal_year FROM year)) p ON p.fiscal_year = y.fiscal_year
GROUP BY y.fiscal_year`;
}
