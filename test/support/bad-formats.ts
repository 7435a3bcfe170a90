/** Broken and hostile documents in the formats of offices and archives: OFD, Word 97, RTF, workbooks, ZIP, RAR. */
import CFB from 'cfb';
import { strToU8, zipSync } from 'fflate';
import type { BadDocument } from './bad-documents.ts';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const zip = (parts: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, body]) => [name, typeof body === 'string' ? strToU8(body) : body])), { level: 1 });
const cut = (bytes: Uint8Array, share: number): Uint8Array => bytes.subarray(0, Math.floor(bytes.length * share));
const spaces = (mib: number): Uint8Array => new Uint8Array(mib << 20).fill(0x20);

const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const LAUGHS = `<!DOCTYPE lolz [<!ENTITY l0 "lol">${Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')}]>`;
const TEXT = '<ofd:TextObject ID="9" Boundary="10 10 100 6" Font="3" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g 5 4">政府信息公开</ofd:TextCode></ofd:TextObject>';

interface OfdParts {
  layer?: string;
  resources?: string;
  pages?: number;
  box?: string;
  more?: Record<string, string | Uint8Array>;
}

function ofd({ layer = TEXT, resources = '', pages = 1, box = '0 0 210 297', more = {} }: OfdParts): Uint8Array {
  const list = Array.from({ length: pages }, (_, i) => `<ofd:Page ID="${i + 1}" BaseLoc="Pages/Page_0/Content.xml"/>`).join('');
  return zip({
    'OFD.xml': `<ofd:OFD ${NS} Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>${box}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>${list}</ofd:Pages></ofd:Document>`,
    'Doc_0/Res.xml': `<ofd:Res ${NS}>${resources}</ofd:Res>`,
    'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page ${NS}><ofd:Content><ofd:Layer ID="2">${layer}</ofd:Layer></ofd:Content></ofd:Page>`,
    ...more,
  });
}

/** A composite that draws others: `draws[i]` are the numbers that composite i draws. */
const composites = (draws: readonly (readonly number[])[]): string =>
  `<ofd:CompositeGraphicUnits>${draws.map((own, i) => `<ofd:CompositeGraphicUnit ID="c${i}"><ofd:Content>${own.map((n) => `<ofd:CompositeObject ResourceID="c${n}" Boundary="0 0 9 9"/>`).join('')}</ofd:Content></ofd:CompositeGraphicUnit>`).join('')}</ofd:CompositeGraphicUnits>`;
const FIRST_COMPOSITE = '<ofd:CompositeObject ResourceID="c0" Boundary="0 0 9 9"/>';

const badOfd = (): BadDocument[] => {
  const whole = ofd({ layer: TEXT.repeat(500) });
  return [
    { name: 'truncated.ofd', bytes: cut(whole, 0.7), codes: ['truncated'] },
    { name: 'page-cut-short.ofd', bytes: ofd({ more: { 'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page ${NS}><ofd:Content><ofd:Layer ID="2">${TEXT}` } }), codes: ['truncated'] },
    { name: 'no-page.ofd', bytes: zip({ 'OFD.xml': `<ofd:OFD ${NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>` }), codes: ['truncated'] },
    { name: 'of-itself.ofd', bytes: zip({ 'OFD.xml': `<ofd:OFD ${NS}><ofd:DocBody><ofd:DocRoot>OFD.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>` }), codes: ['truncated'] },
    { name: 'encrypted.ofd', bytes: ofd({ more: { 'Encryptions.xml': '<x/>' } }), codes: ['encrypted'] },
    { name: 'zip-bomb.ofd', bytes: ofd({ more: { 'Doc_0/Pages/Page_0/Content.xml': spaces(80) } }), codes: ['too_large'] },
    { name: 'entity-bomb.ofd', bytes: ofd({ more: { 'Doc_0/Pages/Page_0/Content.xml': `<?xml version="1.0"?>${LAUGHS}<ofd:Page ${NS}>&l10;</ofd:Page>` } }), codes: ['unsafe_xml'] },
    { name: 'composite-in-itself.ofd', bytes: ofd({ layer: FIRST_COMPOSITE, resources: composites([[0]]) }), codes: ['too_deep'] },
    { name: 'composites-in-composites.ofd', bytes: ofd({ layer: FIRST_COMPOSITE, resources: composites(Array.from({ length: 25 }, (_, i) => (i < 24 ? [i + 1, i + 1, i + 1, i + 1] : []))) }), codes: ['too_complex'] },
    { name: 'deep-blocks.ofd', bytes: ofd({ layer: `${'<ofd:PageBlock>'.repeat(20_000)}${'</ofd:PageBlock>'.repeat(20_000)}` }), codes: ['too_deep'] },
    { name: 'parameter-circle.ofd', bytes: ofd({ layer: TEXT.replace('Font', 'DrawParam="4" Font'), resources: '<ofd:DrawParams><ofd:DrawParam ID="4" Relative="5"/><ofd:DrawParam ID="5" Relative="4"/></ofd:DrawParams>' }) },
    { name: 'endless-run.ofd', bytes: ofd({ layer: TEXT.replace('g 5 4', 'g 4000000000 4 g -1 g') }) },
    { name: 'many-pages.ofd', bytes: ofd({ pages: 100_000 }), codes: ['too_large'] },
    { name: 'endless-page.ofd', bytes: ofd({ box: '0 0 1e308 1e308' }) },
    { name: 'many-strokes.ofd', bytes: ofd({ layer: `<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>${'M 0 0 L 100 0 '.repeat(300_000)}</ofd:AbbreviatedData></ofd:PathObject>${TEXT}` }) },
  ];
};

const END_OF_CHAIN = 0xfffffffe;

/** An OLE compound file (MS-CFB) with these streams. */
function compound(streams: Record<string, Uint8Array>): Buffer {
  const file = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${name}`, Buffer.from(content));
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}

/** Where the first table of the file's sectors begins. */
const tableAt = (bytes: Buffer): number => 512 * (bytes.readUInt32LE(76) + 1);

/** Every chain of sectors leads back to its beginning. */
function inCircles(bytes: Buffer): Buffer {
  const at = tableAt(bytes);
  for (let sector = 0; sector < 128; sector++) {
    const next = bytes.readUInt32LE(at + 4 * sector);
    if (next === END_OF_CHAIN || next < 0xfffffff0) bytes.writeUInt32LE(sector, at + 4 * sector);
  }
  return bytes;
}

/** The list of tables goes on in a sector that is its own successor, and is said to be endless. */
function endlessTables(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(0, 68);
  bytes.writeUInt32LE(0xffffffff, 72);
  bytes.writeUInt32LE(0xffffffff, 44);
  return bytes;
}

/** Each entry of the directory is its own neighbour and child. */
function ownChildren(bytes: Buffer): Buffer {
  const directory = 512 * (bytes.readUInt32LE(48) + 1);
  for (let entry = 0; entry < 4; entry++) for (const field of [68, 72, 76]) bytes.writeUInt32LE(entry, directory + 128 * entry + field);
  return bytes;
}

/** A file information block of Word 97 all of whose counts and offsets are as large as can be. */
function hugeBlock(): Uint8Array {
  const block = Buffer.alloc(8192, 0xff);
  block.writeUInt16LE(0xa5ec, 0);
  block.writeUInt16LE(0x00c1, 2);
  block.writeUInt16LE(0x0200, 10);
  block.writeUInt16LE(14, 32);
  block.writeUInt16LE(22, 62);
  block.writeUInt16LE(183, 152);
  return block;
}

const record = (type: number, data: Buffer, length = data.length): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(length, 2);
  return Buffer.concat([head, data]);
};
const BOF = record(0x0809, Buffer.from([0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));

const badOffice = (): BadDocument[] => {
  const word = (): Buffer => compound({ WordDocument: hugeBlock(), '1Table': new Uint8Array(8192).fill(0xff), '0Table': new Uint8Array(8192) });
  const book = (content: Buffer): Buffer => compound({ Workbook: Buffer.concat([content, record(0x000a, Buffer.alloc(0)), Buffer.alloc(8192)]) });
  return [
    { name: 'truncated.doc', bytes: cut(word(), 0.5) },
    { name: 'huge-counts.doc', bytes: word() },
    { name: 'circles.doc', bytes: inCircles(word()) },
    { name: 'endless-tables.doc', bytes: endlessTables(word()) },
    { name: 'own-children.wps', bytes: ownChildren(word()) },
    { name: 'circles.xls', bytes: inCircles(book(BOF)) },
    { name: 'own-children.xls', bytes: ownChildren(book(BOF)) },
    { name: 'huge-strings.xls', bytes: book(Buffer.concat([BOF, record(0x00fc, Buffer.alloc(8, 0xff)), record(0x0085, Buffer.alloc(8, 0xff))])) },
    { name: 'long-record.xls', bytes: book(Buffer.concat([BOF, record(0x00fc, Buffer.alloc(8, 0x7f), 0xffff)])) },
    { name: 'truncated.rtf', bytes: latin1('{\\rtf1\\ansi\\ansicpg936 \\trowd\\cellx1000 {\\*\\x') },
    { name: 'deep-groups.rtf', bytes: latin1(`{\\rtf1\\ansi ${'{'.repeat(1_000_000)}0`) },
    { name: 'endless-binary.rtf', bytes: latin1('{\\rtf1\\ansi \\bin2147483647 0}') },
    { name: 'many-cells.rtf', bytes: latin1(`{\\rtf1\\ansi \\trowd${Array.from({ length: 100_000 }, (_, n) => `\\cellx${n}`).join('')}\\intbl ${'0\\cell'.repeat(100_000)}\\row}`) },
    ...badWorkbooks(),
  ];
};

const SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

function badWorkbooks(): BadDocument[] {
  const workbook = (sheet: string | Uint8Array, strings = ''): Uint8Array => zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/workbook.xml': `<workbook ${SHEET}><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/sharedStrings.xml': `<sst ${SHEET}>${strings}</sst>`,
    'xl/worksheets/sheet1.xml': sheet,
  });
  const sheet = (rows: string, more = ''): string => `<worksheet ${SHEET}><sheetData>${rows}</sheetData>${more}</worksheet>`;
  const whole = workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'.repeat(2000)));
  return [
    { name: 'truncated.xlsx', bytes: cut(whole, 0.6), codes: ['truncated'] },
    { name: 'zip-bomb.xlsx', bytes: workbook(spaces(80)), codes: ['too_large'] },
    { name: 'entity-bomb.xlsx', bytes: workbook(`<?xml version="1.0"?>${LAUGHS}${sheet('<row><c t="str"><v>&l10;</v></c></row>')}`), codes: ['unsafe_xml'] },
    { name: 'far-cell.xlsx', bytes: workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')) },
    { name: 'endless-merge.xlsx', bytes: workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>', `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(1000)}</mergeCells>`)) },
    { name: 'endless-row.xlsx', bytes: workbook(sheet('<row r="99999999999999999999"><c r="ZZZZZZZZZ9"><v>1</v></c></row>')) },
    { name: 'no-such-string.xlsx', bytes: workbook(sheet('<row r="1"><c r="A1" t="s"><v>4294967295</v></c></row>')) },
  ];
}

/** Archives none of whose files can be had, so that the archive alone is refused. */
const badArchives = (): BadDocument[] => {
  const many = zip(Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`${n}.txt`, '1'])));
  const encrypted = Buffer.from(zip({ 'a.doc': 'x'.repeat(100) }));
  encrypted.writeUInt16LE(1, encrypted.indexOf('PK\x03\x04', 0, 'latin1') + 6);
  encrypted.writeUInt16LE(1, encrypted.indexOf('PK\x01\x02', 0, 'latin1') + 8);
  const fewer = Buffer.from(zip({ 'a.doc': 'x' }));
  fewer.writeUInt16LE(9, fewer.indexOf('PK\x05\x06', 0, 'latin1') + 10);
  return [
    { name: 'truncated.zip', bytes: cut(many, 0.9), codes: ['truncated'] },
    { name: 'many-files.zip', bytes: many, codes: ['too_large'] },
    { name: 'bomb.zip', bytes: zip({ 'a.txt': spaces(60) }), codes: ['archive_without_report'] },
    { name: 'bombs.zip', bytes: zip(Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`${n}.txt`, spaces(50)]))), codes: ['too_large'] },
    { name: 'encrypted.zip', bytes: encrypted, codes: ['archive_without_report'] },
    { name: 'lost-file.zip', bytes: fewer, codes: ['truncated'] },
    { name: 'nothing.zip', bytes: zip({ 'folder/': '' }), codes: ['empty'] },
    { name: 'report.rar', bytes: latin1('Rar!\x1a\x07\x01\x00\x01'), codes: ['archive_unsupported'] },
    { name: 'report.7z', bytes: latin1('7z\xbc\xaf\x27\x1c\x00\x04'), codes: ['archive_unsupported'] },
    { name: 'report.mht', bytes: latin1('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x--'), codes: ['wrong_type'] },
  ];
};

export const badFormats = (): BadDocument[] => [...badOfd(), ...badOffice(), ...badArchives()];
