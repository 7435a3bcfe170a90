/** Documents that are broken or hostile, each written so that one weakness of a reader is tried. */
import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { PdfWriter } from '../../crawlers/replica/render/pdf-writer.ts';
import { badFormats } from './bad-formats.ts';

export interface BadDocument {
  name: string;
  bytes: Uint8Array;
  /** Codes of refusal that are right; none where the document may as well be read as something harmless. */
  codes?: readonly string[];
}

/** What can be said of a document that breaks a limit, depending on which limit it meets first. */
const LIMITS = ['timeout', 'out_of_memory', 'too_large', 'too_deep', 'too_complex', 'crashed', 'truncated', 'corrupt', 'damaged', 'no_tables'] as const;

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const concat = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** A PDF of these object bodies (number 1 is the catalogue), with a right cross-reference table. */
function pdf(objects: readonly (string | Uint8Array)[], trailer = ''): Uint8Array {
  const parts: Uint8Array[] = [latin1('%PDF-1.7\n')];
  let length = parts[0]!.length;
  const offsets = objects.map((body, index) => {
    const part = concat(latin1(`${index + 1} 0 obj\n`), typeof body === 'string' ? latin1(body) : body, latin1('\nendobj\n'));
    parts.push(part);
    const at = length;
    length += part.length;
    return at;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(latin1(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`));
  return concat(...parts);
}

function stream(dictionary: string, data: Uint8Array): Uint8Array {
  return concat(latin1(`<< ${dictionary} /Length ${data.length} >>\nstream\n`), data, latin1('\nendstream'));
}

const CATALOGUE = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const page = (more: string): string => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${more} >>`;

/** Zeros compress about a thousandfold; `layers` deflates the result again. */
function bomb(bytes: number, layers: number): Uint8Array {
  let data: Uint8Array = new Uint8Array(bytes).fill(0x20);
  for (let layer = 0; layer < layers; layer++) data = deflateSync(data, { level: 1 });
  return data;
}

const DOCX_PARTS = {
  '[Content_Types].xml':
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels':
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
};
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

function docx(document: Uint8Array | string): Uint8Array {
  const parts = Object.entries({ ...DOCX_PARTS, 'word/document.xml': document }).map(([name, body]) => [name, typeof body === 'string' ? strToU8(body) : body] as const);
  return zipSync(Object.fromEntries(parts), { level: 1 });
}

/** Ten entities, each ten times the one before: ten thousand million letters. */
const LAUGHS = `<!DOCTYPE lolz [<!ENTITY l0 "lol">${Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')}]>`;

const wide = (text: string): Uint8Array => Buffer.from(text, 'utf16le');

function smallPdf(encrypt?: { user: string; owner: string }): Uint8Array {
  const writer = new PdfWriter(encrypt ? { encrypt } : {});
  writer.addPage();
  for (let line = 0; line < 40; line++) writer.text(60, 60 + line * 18, 10, `第${line}行 政府信息公开`);
  return writer.toBytes();
}

/** Every bad document, small on disk whatever it grows into. Built once, when first asked for. */
export function badDocuments(): BadDocument[] {
  const whole = smallPdf();
  const wholeDocx = docx(`<w:document ${WORD}><w:body>${'<w:p><w:r><w:t>政府信息公开</w:t></w:r></w:p>'.repeat(50)}</w:body></w:document>`);
  const manyPages = Array.from({ length: 3000 }, () => '3 0 R').join(' ');
  return [
    { name: 'empty.pdf', bytes: new Uint8Array(0), codes: ['empty'] },
    { name: 'blank.txt', bytes: latin1(' \r\n\t \n'), codes: ['empty'] },
    { name: 'truncated.pdf', bytes: whole.subarray(0, Math.floor(whole.length / 2)) },
    { name: 'cut-short.pdf', bytes: whole.subarray(0, 40) },
    { name: 'truncated.docx', bytes: wholeDocx.subarray(0, Math.floor(wholeDocx.length * 0.7)), codes: ['truncated'] },
    { name: 'encrypted.pdf', bytes: smallPdf({ user: 'secret', owner: 'owner' }), codes: ['encrypted'] },
    { name: 'encrypted.docx', bytes: concat(latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), new Uint8Array(504), wide('EncryptedPackage'), new Uint8Array(512)), codes: ['encrypted'] },
    { name: 'picture.docx', bytes: concat(latin1('\x89PNG\r\n\x1a\n'), new Uint8Array(100)), codes: ['wrong_type', 'corrupt'] },
    { name: 'archive.docx', bytes: latin1('Rar!\x1a\x07\x00'), codes: ['archive_unsupported'] },
    { name: 'noise.pdf', bytes: Uint8Array.from({ length: 4096 }, (_, n) => (n * 7919 + (n >> 3) * 31) & 0xff), codes: ['wrong_type'] },
    { name: 'zip-bomb.docx', bytes: docx(concat(strToU8(`<w:document ${WORD}><w:body><w:p>`), new Uint8Array(80 << 20).fill(0x20))), codes: LIMITS },
    { name: 'entity-bomb.docx', bytes: docx(`<?xml version="1.0"?>${LAUGHS}<w:document ${WORD}><w:body><w:p><w:r><w:t>&l10;</w:t></w:r></w:p></w:body></w:document>`) },
    { name: 'entity-bomb.html', bytes: strToU8(`<?xml version="1.0"?>${LAUGHS}<html><body><p>&l10;</p></body></html>`) },
    { name: 'deep-nest.html', bytes: strToU8(`<html><body>${'<table><tr><td>'.repeat(10_000)}1${'</td></tr></table>'.repeat(10_000)}</body></html>`) },
    { name: 'deep-spans.html', bytes: strToU8(`<html><body><table><tr><td>${'<span>'.repeat(100_000)}1</td></tr></table></body></html>`) },
    { name: 'endless-span.html', bytes: strToU8('<html><body><table><tr><td rowspan="1000000000" colspan="1000000000">1</td><td>2</td></tr><tr><td rowspan="-1" colspan="99999999999999999999">3</td></tr></table></body></html>') },
    { name: 'deep-nest.docx', bytes: docx(`<w:document ${WORD}><w:body>${'<w:tbl><w:tr><w:tc>'.repeat(10_000)}<w:p/>${'</w:tc></w:tr></w:tbl>'.repeat(10_000)}</w:body></w:document>`) },
    { name: 'endless-span.docx', bytes: docx(`<w:document ${WORD}><w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`) },
    { name: 'page-tree-circle.pdf', bytes: pdf([CATALOGUE, '<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>', '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 1000000 >>']) },
    { name: 'a-million-pages.pdf', bytes: pdf([CATALOGUE, '<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>', page('')]) },
    { name: 'the-same-page.pdf', bytes: pdf([CATALOGUE, `<< /Type /Pages /Kids [${manyPages}] /Count 3000 >>`, page('/Contents 4 0 R'), stream('', latin1('0 0 m 9 9 l S'))]) },
    { name: 'form-in-itself.pdf', bytes: pdf([CATALOGUE, PAGES, page('/Resources << /XObject << /F 5 0 R >> >> /Contents 4 0 R'), stream('', latin1('/F Do')), stream('/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>', latin1('/F Do /F Do'))]) },
    { name: 'forms-in-forms.pdf', bytes: pdf([CATALOGUE, PAGES, page('/Resources << /XObject << /F 5 0 R >> >> /Contents 4 0 R'), stream('', latin1('/F Do')), ...Array.from({ length: 24 }, (_, n) => stream(`/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F ${n < 23 ? n + 6 : 5} 0 R >> >>`, latin1(n < 23 ? '/F Do '.repeat(4) : '0 0 9 9 re f')))]) },
    { name: 'flate-bomb.pdf', bytes: pdf([CATALOGUE, PAGES, page('/Contents 4 0 R'), stream('/Filter [/FlateDecode /FlateDecode]', bomb(160 << 20, 2))]) },
    { name: 'many-operators.pdf', bytes: pdf([CATALOGUE, PAGES, page('/Contents 4 0 R'), stream('/Filter /FlateDecode', deflateSync(latin1('0 0 m 9 9 l S\n'.repeat(2_000_000))))]) },
    { name: 'deep-arrays.pdf', bytes: pdf([CATALOGUE, PAGES, page('/Contents 4 0 R'), stream('', latin1(`${'['.repeat(200_000)} TJ`))]) },
    { name: 'deep-objects.pdf', bytes: pdf([`<< /Type /Catalog /Pages 2 0 R /X ${'['.repeat(200_000)} >>`, PAGES, page('')]) },
    { name: 'length-of-itself.pdf', bytes: pdf([CATALOGUE, PAGES, page('/Contents 4 0 R'), concat(latin1('<< /Length 4 0 R >>\nstream\n'), latin1('0 0 m'), latin1('\nendstream'))]) },
    { name: 'endless-xref.pdf', bytes: latin1(`%PDF-1.7\n1 0 obj\n${CATALOGUE}\nendobj\nxref\n0 4294967295\n0000000009 00000 n \ntrailer\n<< /Size 4294967295 /Root 1 0 R /Prev 0 >>\nstartxref\n61\n%%EOF`) },
    { name: 'xref-circle.pdf', bytes: latin1(`%PDF-1.7\n1 0 obj\n${CATALOGUE}\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R /Prev 61 >>\nstartxref\n61\n%%EOF`) },
    ...badFormats(),
  ];
}
