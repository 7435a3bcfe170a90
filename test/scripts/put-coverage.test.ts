/** A file that a portal offers and that cannot be read is told with where it stands, its type, size and reason: in coverage and among the findings. */
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import type { Archive } from '../../crawlers/archive.ts';
import { renderDocx } from '../../crawlers/replica/render/docx.ts';
import { renderHtmlClean } from '../../crawlers/replica/render/html-clean.ts';
import { reportOf } from '../../crawlers/replica/report/invent.ts';
import type { Db } from '../../db/open.ts';
import { extract } from '../../extractors/extract.ts';
import { foundAt, readable } from '../../scripts/cli/intake.ts';
import { takeMembersIn } from '../../scripts/cli/members.ts';
import { putCoverage } from '../../scripts/cli/put-coverage.ts';
import { sniff } from '../../extractors/formats/sniff.ts';
import { bytes, emptyArchive, list, nightOver, Portals, report, type Given } from '../crawlers/night/portals.ts';
import { freshStore } from '../db/support.ts';
import { madeUp } from '../support/agencies.ts';
import { badDocuments } from '../support/bad-documents.ts';

const ORGAN = '东海市应急管理局';
const HOME = 'http://dh.test/nb/';
const agency = madeUp('990000', ORGAN, 'dh.test', { platform: { family: 'trs', basis: 'seen' } });
const title = (year: number): string => `${ORGAN}${year}年政府信息公开工作年度报告`;

const bad = new Map(badDocuments().map(({ name, bytes: body }) => [name, body]));
const forged = (year: number): ReturnType<typeof reportOf> => reportOf({ organ: ORGAN, year }, `${year + 1}-01-20`, title(year));
/** The tables on the page itself. */
const printed = (year: number): string => /<body[^>]*>([\s\S]*)<\/body>/.exec(new TextDecoder().decode(renderHtmlClean(forged(year)).bytes))![1]!;

/** A PDF of one page that holds a picture and no text. */
function scan(): Uint8Array {
  const draw = 'q 500 0 0 700 40 40 cm /I Do Q';
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Count 1/Kids[3 0 R]>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>',
    `<</Length ${draw.length}>>stream\n${draw}\nendstream`, '<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream',
  ];
  return bytes(`%PDF-1.4\n${objects.map((body, i) => `${i + 1} 0 obj\n${body}\nendobj\n`).join('')}trailer<</Size 6/Root 1 0 R>>\n%%EOF\n`);
}

const FILES: Readonly<Record<string, Uint8Array>> = {
  'a.rar': bytes('Rar!\x1a\x07\x01\0 whatever'), 'b.pdf': bad.get('encrypted.pdf')!, 'c.docx': bad.get('truncated.docx')!, 'd.pdf': scan(),
  'f.rar': bytes('Rar!\x1a\x07\x01\0 whatever else'),
  'e.zip': zipSync({ 'report.docx': renderDocx(forged(2021)).bytes, 'locked.pdf': bad.get('encrypted.pdf')! }),
};

const offered = (...names: string[]): string => names.map((name) => `<p><a href="${name}">附件：${name}</a></p>`).join('');
const NOTHING: Given = { verdict: 'wrong_type', reason: 'nothing (0 bytes) in place of a file', body: null };

/** Reads everything that the archive holds, as a night does, on a machine without Tesseract; then puts coverage. */
async function read(archive: Archive): Promise<Db> {
  const { db, store } = freshStore([agency]);
  const waiting = [...archive.list()].map((document) => readable(archive, document));
  for (let document = waiting.shift(); document !== undefined; document = waiting.shift()) {
    const body = document.read();
    const { format } = sniff(body);
    const [first] = document.sources;
    const extraction = await extract(body, [agency], { url: first!, name: first!.slice(first!.lastIndexOf('/') + 1) });
    store.takeIn({ sha256: document.sha256, bytes: body.length, format, sources: foundAt(document) }, { codeVersion: 'v1', extraction });
    if (format === 'zip') waiting.push(...takeMembersIn(archive, document));
  }
  putCoverage(archive, db, store, [agency]);
  store.finish();
  return db;
}

const years = [2019, 2020, 2021, 2022, 2023, 2024];
const told = (name: string, format: string, code: string, reason: string): string => `${HOME}${name}: ${format}, ${FILES[name]!.length} bytes, unreadable (${code}): ${reason}`;

it('names every file that cannot be read, beside a report that was read or in place of one', async () => {
  const portals = new Portals({
    [HOME]: list(years.map((year) => [`t20250120_${year}.html`, title(year)])),
    // Nothing but files; a page without its file; a report in an archive; a report beside files; a report alone.
    [`${HOME}t20250120_2019.html`]: report(ORGAN, 2019, offered('a.rar', 'c.docx')),
    [`${HOME}t20250120_2020.html`]: report(ORGAN, 2020, offered('gone.pdf', 'void.pdf')),
    [`${HOME}t20250120_2021.html`]: report(ORGAN, 2021, offered('e.zip')),
    [`${HOME}t20250120_2022.html`]: report(ORGAN, 2022, printed(2022) + offered('f.rar', 'b.pdf', 'd.pdf', 'none.pdf')),
    [`${HOME}t20250120_2023.html`]: report(ORGAN, 2023, printed(2023)),
    [`${HOME}t20250120_2024.html`]: report(ORGAN, 2024, printed(2024) + offered('gone.pdf')),
    ...Object.fromEntries(Object.entries(FILES).map(([name, body]) => [`${HOME}${name}`, { body, headers: { 'content-type': 'application/octet-stream' } }])),
    [`${HOME}void.pdf`]: NOTHING,
    [`${HOME}none.pdf`]: NOTHING,
  });
  const archive = emptyArchive();
  await nightOver(archive, portals, [agency], '2025-03-10');
  const db = await read(archive);
  const coverage = new Map(db.prepare<[], { fiscal_year: number; status: string; evidence: string }>('SELECT fiscal_year, status, evidence FROM coverage ORDER BY fiscal_year').all().map((row) => [row.fiscal_year, row]));
  expect([...coverage.values()].map(({ fiscal_year, status }) => `${fiscal_year} ${status}`)).toEqual(['2019 unreadable', '2020 unreadable', '2021 published', '2022 published', '2023 published', '2024 published']);

  const rar = told('a.rar', 'no format that is read', 'archive_unsupported', 'The document is a RAR archive (');
  expect(coverage.get(2019)!.evidence).toContain(`fetched: ${HOME}t20250120_2019.html; `);
  for (const part of [rar, told('c.docx', 'no format that is read', 'truncated', '')]) expect(coverage.get(2019)!.evidence).toContain(part);
  expect(coverage.get(2020)!.evidence).toContain(`gone: ${HOME}gone.pdf: the server answered 404; wrong_type: ${HOME}void.pdf: nothing (0 bytes) in place of a file`);
  expect(coverage.get(2021)!.evidence).toMatch(/^document [0-9a-f]{64}; not read: http:\/\/dh\.test\/nb\/e\.zip!\/locked\.pdf: pdf, \d+ bytes, unreadable \(encrypted\): /);
  const beside = coverage.get(2022)!.evidence;
  expect(beside).toMatch(/^document [0-9a-f]{64}; not read: /);
  for (const part of [told('f.rar', 'no format that is read', 'archive_unsupported', 'The document is a RAR archive ('), told('b.pdf', 'pdf', 'encrypted', ''), told('d.pdf', 'pdf', 'needs_ocr', ''), `wrong_type: ${HOME}none.pdf: nothing (0 bytes)`]) expect(beside).toContain(part);
  expect(beside).toContain('apt-get install tesseract-ocr');
  for (const year of [2023, 2024]) expect(coverage.get(year)!.evidence).toMatch(/^document [0-9a-f]{64}$/);

  const findings = db.prepare<[], { fiscal_year: number; subject: string; evidence: string }>("SELECT fiscal_year, subject, evidence ->> 'evidence' AS evidence FROM findings WHERE kind = 'unreadable' ORDER BY fiscal_year").all();
  expect(findings.map(({ fiscal_year, subject }) => `${fiscal_year} ${subject}`)).toEqual(['2019 unreadable', '2020 unreadable', '2021 file', '2022 file']);
  for (const { fiscal_year, evidence } of findings) expect(coverage.get(fiscal_year)!.evidence.endsWith(evidence)).toBe(true);
});
