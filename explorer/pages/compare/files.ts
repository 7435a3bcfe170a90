/** `/compare.svg`, `/compare.xlsx`, and `/compare/agencies`, which the script asks for names. */
import { xlsxBook } from '../../../db/export/xlsx.ts';
import { notFound } from '../../frame/query.ts';
import { languageOf } from '../../frame/language.ts';
import { uiOf } from '../../frame/ui.ts';
import { compare, everySeries } from '../../queries/compare/comparison.ts';
import { provenanceOf } from '../../queries/compare/provenance.ts';
import { sqlOf } from '../../queries/compare/sql.ts';
import { findAgencies } from '../../queries/compare/subjects.ts';
import { COMPARE as W } from '../../words/compare.ts';
import type { Resource } from '../resources.ts';
import { pictureFile } from './chart.ts';
import { notesOf } from './notes.ts';
import { ROW_COLUMNS, rowsOf } from './rows.ts';

const WIDTHS = { least: 320, usual: 1100, most: 2400 } as const;

const uiFor = (lang: string | undefined) => uiOf(languageOf(lang, undefined, undefined), new URL('http://explorer/compare'));

/** The charts of a choice as one file: `width` in pixels, `lang` zh or en. */
export const comparePicture: Resource = {
  path: '/compare.svg',
  answer({ db, banner }, query) {
    const ui = uiFor(query.oneOf('lang', ['zh', 'en']));
    const width = query.whole('width', WIDTHS.least, WIDTHS.most) ?? WIDTHS.usual;
    const svg = pictureFile(ui, compare(db, query), provenanceOf(db), banner !== null, width);
    if (svg === null) throw notFound('there is nothing to draw in this choice: a table, or no values');
    return new Response(svg, { headers: { 'content-type': 'image/svg+xml; charset=utf-8' } });
  },
};

/** The table of a choice as a workbook, with a sheet that says how to read and cite it. */
export const compareBook: Resource = {
  path: '/compare.xlsx',
  async answer({ db, banner }, query) {
    const ui = uiFor(query.oneOf('lang', ['zh', 'en']));
    const comparison = compare(db, query);
    const provenance = provenanceOf(db);
    const unknown = ui.say(W.notKnown);
    const about: [string, string][] = [
      ...(banner === null ? [] : [['origin', banner] as [string, string]]),
      ...comparison.blocks.flatMap((block) => notesOf(ui, block, comparison.years, comparison.view).map((note): [string, string] => [block.measure.code, note])),
      ['citation', ui.say(W.cite(provenance.code ?? unknown, provenance.date ?? unknown, '/compare'))],
      ['sql', sqlOf(db, comparison)],
    ];
    const book = await xlsxBook([
      { name: 'compare', columns: ROW_COLUMNS.map((key) => ({ key })), rows: rowsOf(everySeries(db, comparison), banner === null ? 'live' : 'replica'), frozenColumns: 0 },
      { name: 'notes', columns: [{ key: 'about', width: 28 }, { key: 'text', width: 100 }], rows: about, wrap: true },
    ], { title: 'Gongkai: compare' });
    return new Response(book as BodyInit, {
      headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': 'attachment; filename="compare.xlsx"' },
    });
  },
};

/** Names of agencies by a part of them, for the box that adds one. */
export const compareAgencies: Resource = {
  path: '/compare/agencies',
  answer({ db }, query) {
    const { similar } = findAgencies(db, query.text('q', 200) ?? '');
    return Response.json(similar.map(({ zh, en, agency_id }) => ({ zh, en, id: agency_id })));
  },
};
