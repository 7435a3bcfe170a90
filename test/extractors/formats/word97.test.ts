/** Word 97 and RTF: what LibreOffice makes of our Word files must read as those files do; the rest are files of our own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import CFB from 'cfb';
import { strToU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isGrid, type Block, type Document } from '../../../extractors/document.ts';
import { readDoc, renderDoc } from '../../../extractors/formats/doc.ts';
import { readDocx } from '../../../extractors/formats/docx.ts';
import { readDocument } from '../../../extractors/formats/index.ts';
import { readRtf } from '../../../extractors/formats/rtf.ts';
import { findProgram } from '../../forge/render/programs.ts';
import { needs, root } from '../../support/needs.ts';
import { cell, row, run, table, wordFile } from '../../support/word.ts';

/** Blocks as text: cells with their spans, prose without its places. */
const shown = (blocks: readonly Block[]): unknown[] =>
  blocks.map((block) => (isGrid(block) ? block.cells.map(({ text, row, col, rowSpan, colSpan }) => [text, row, col, rowSpan, colSpan]) : `${block.kind} ${block.text}`));

const rtf = (body: string): Document => readRtf(Buffer.from(`{\\rtf1\\ansi\\ansicpg936\\uc1 ${body}}`, 'latin1'));
const hex = (bytes: readonly number[]): string => bytes.map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');

needs('LibreOffice', 'Word files that LibreOffice saved in older formats', () => {
  const samples = readdirSync(join(root, 'data', 'sample')).filter((name) => name.endsWith('.docx'));
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-word97-'));
  /** Rows whose second cell prints 3, whatever else it holds. */
  const beside = [
    run('9', '<w:vanish/>'), run('9', '<w:rStyle w:val="H"/>'), run('9', '<w:strike/>'), run('9', '<w:rStyle w:val="S"/>'),
  ].map((other) => other + run('3'));
  const notes = ['<w:vertAlign w:val="superscript"/>', '<w:rStyle w:val="U"/>', '<w:vertAlign w:val="subscript"/>', '<w:position w:val="8"/>'].map((look) => run('3') + run('1', look));
  const list = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="7"/><w:listEntry w:val="3"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';
  const looks = wordFile(table(...[...beside, ...notes, list].map((content, n) => row([cell(`<w:p>${run(`第${n}`)}</w:p>`), cell(`<w:p>${content}</w:p>`)]))), {
    styles: [['H', '<w:vanish/>'], ['S', '<w:strike/>'], ['U', '<w:vertAlign w:val="superscript"/>']].map(([id, look]) => `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${id}"/><w:rPr>${look}</w:rPr></w:style>`).join(''),
    files: { // LibreOffice takes no part that is not announced
      '[Content_Types].xml': strToU8(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${['document.main', 'styles'].map((kind) => `<Override PartName="/word/${kind.split('.')[0]}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`).join('')}</Types>`),
      'word/_rels/document.xml.rels': strToU8('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'),
    },
  });
  beforeAll(() => {
    writeFileSync(join(folder, 'looks.docx'), looks);
    for (const kind of ['doc', 'rtf']) {
      execFileSync(findProgram('soffice', 'libreoffice')!, [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`, '--headless', '--convert-to', kind, '--outdir', folder, join(folder, 'looks.docx'), ...samples.map((name) => join(root, 'data', 'sample', name)),
      ], { stdio: 'ignore', timeout: 110_000, killSignal: 'SIGKILL' });
    }
  });
  afterAll(() => { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); });

  it.each(['doc', 'rtf'] as const)('%s reads as the original does, span by span', async (kind) => {
    expect(samples.length).toBeGreaterThanOrEqual(5);
    for (const name of samples) {
      const original = await readDocx(new Uint8Array(readFileSync(join(root, 'data', 'sample', name))));
      const older = await readDocument(new Uint8Array(readFileSync(join(folder, name.replace('.docx', `.${kind}`)))));
      expect(older.format).toBe(kind);
      expect(shown(older.blocks), name).toEqual(shown(original.blocks));
    }
  });

  it.each(['doc', 'rtf'] as const)('%s keeps apart from a figure what is hidden, struck out or a note’s mark, also by a style', async (kind) => {
    const { blocks: [grid] } = await readDocument(new Uint8Array(readFileSync(join(folder, `looks.${kind}`))));
    const read = grid !== undefined && isGrid(grid) ? grid.cells.filter(({ col }) => col === 1).map(({ text }) => text) : [];
    expect(read).toEqual([...beside.map(() => '3'), ...notes.map(() => '3[1]'), kind === 'doc' ? '\ufffd' : '3']); // which entry was chosen stands in a part of .doc that is not read
  });

  it('a file cut off anywhere is refused or read in part, never taken for a whole one that is empty', () => {
    const whole = new Uint8Array(readFileSync(join(folder, samples[0]!.replace('.docx', '.doc'))));
    for (let share = 1; share < 20; share++) {
      const cut = whole.slice(0, Math.floor((whole.length * share) / 20));
      let codes: string;
      try {
        codes = readDoc(cut).blocks.length > 0 ? 'read' : 'nothing';
      } catch (error) {
        codes = (error as { code?: string }).code ?? String(error);
      }
      expect(['read', 'truncated', 'too_large']).toContain(codes);
    }
  });

  it('bytes changed at random never make the reader fail in another way than by a refusal', () => {
    const whole = new Uint8Array(readFileSync(join(folder, samples[0]!.replace('.docx', '.doc'))));
    for (let seed = 1; seed <= 150; seed++) {
      const changed = whole.slice();
      for (let n = 0; n < 12; n++) changed[(seed * 7919 + n * n * 104_729) % changed.length] = (seed * 31 + n * 17) & 0xff;
      try {
        expect(readDoc(changed).format).toBe('doc');
      } catch (error) {
        expect((error as Error).name, `seed ${seed}: ${(error as Error).stack}`).toBe('Refusal');
      }
    }
  });
});

describe('RTF', () => {
  it('reads code pages, escapes with their stand-ins, and fonts with a character set of their own', () => {
    const gbk = hex([0xb9, 0xab, 0xbf, 0xaa]); // 公开
    const document = rtf(`{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset204 Arial Cyr;}}\\f0 ${gbk}\\f1 \\u20844?\\u24320?{\\uc2\\u24180${hex([0xc4, 0xea])}}\\'e9\\par 2\\par}`);
    expect(shown(document.blocks)).toEqual(['paragraph 公开公开年й', 'paragraph 2']);
  });

  it('leaves out headers, fields, pictures, hidden and deleted text, and keeps printed numbers of lists', () => {
    const document = rtf('{\\header top}{\\listtext\\pard 1.\\tab}kept{\\v hidden}{\\deleted gone}{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}{\\pict 00ff}{\\*\\unknown x}\\par');
    expect(shown(document.blocks)).toEqual(['paragraph 1.\tkept7']);
  });

  it('reads merged cells, rows that begin further right, and tables within cells', () => {
    const row = (definition: string, cells: readonly string[]): string => `\\trowd ${definition}\\pard\\intbl ${cells.map((cell) => `${cell}\\cell `).join('')}\\row `;
    const document = rtf(
      row('\\clvmgf\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000', ['a', 'b', '']) +
      row('\\clvmrg\\cellx1000\\cellx2000\\cellx3000', ['', 'c', 'd']) +
      row('\\trleft1000\\cellx2000\\cellx3010', ['e', 'f']) + '\\pard after\\par',
    );
    expect(shown(document.blocks)).toEqual([
      [['a', 0, 0, 2, 1], ['b', 0, 1, 1, 2], ['c', 1, 1, 1, 1], ['d', 1, 2, 1, 1], ['e', 2, 1, 1, 1], ['f', 2, 2, 1, 1]],
      'paragraph after',
    ]);
  });

  const inCell = (content: string): unknown => {
    const row = (cells: readonly string[]): string => `\\trowd\\cellx1000\\cellx2000\\cellx3000\\pard\\intbl ${cells.map((cell) => `{${cell}}\\cell `).join('')}\\row `;
    const [grid] = rtf(row(['甲', '乙', '丙'].map((text) => `\\u${text.charCodeAt(0)}?`)) + row(['4', content, '5']) + '\\pard after\\par').blocks;
    return isGrid(grid!) ? grid.cells.slice(3).map(({ text }) => text) : grid;
  };

  it('keeps what is hidden, deleted, struck out or a note’s mark apart from the figure', () => {
    expect(inCell('{\\deleted\\v0 9}3')).toEqual(['4', '3', '5']);
    expect(inCell('{\\v\\deleted0 9}3')).toEqual(['4', '3', '5']);
    expect(inCell('{\\strike 9}{\\striked1 8}{\\strike0 3}')).toEqual(['4', '3', '5']);
    expect(inCell('3{\\super 1}')).toEqual(['4', '3[1]', '5']);
    expect(inCell('3{\\sub 1}')).toEqual(['4', '3[1]', '5']);
    expect(inCell('3{\\up6 1}')).toEqual(['4', '3[1]', '5']);
    expect(inCell('\\up6 3')).toEqual(['4', '3', '5']);
  });

  it('reads no number of a list into a figure, and prints it before a label', () => {
    expect(inCell('{\\listtext 1.\\tab}3')).toEqual(['4', '3', '5']);
    expect(inCell('{\\pntext 1\\tab}label')).toEqual(['4', '1\tlabel', '5']);
    const numbered = rtf('\\trowd\\cellx1000\\cellx2000\\pard\\intbl a\\cell {\\listtext 1.\\tab}3\\cell \\row ');
    expect(numbered.problems.map(({ code }) => code)).toEqual(['list_number_dropped']);
  });

  it('prints what was chosen from a list', () => {
    const list = (chosen: string): string => `{\\field{\\*\\fldinst FORMDROPDOWN {\\*\\formfield{\\fftype2${chosen}{\\*\\ffl 7}{\\*\\ffl 3}}}}{\\fldrslt }}`;
    expect(inCell(list('\\ffres1'))).toEqual(['4', '3', '5']);
    expect(inCell(list('\\ffres25\\ffdefres1'))).toEqual(['4', '3', '5']);
    expect(inCell(list('\\ffres0'))).toEqual(['4', '7', '5']);
  });

  it('leaves a row whole over which a text box stands, and the words of the box behind the table', () => {
    const box = '{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt\\pard\\plain 9\\par}}{\\shprslt{\\*\\do{\\dptxbxtext\\pard 9\\par}}}}';
    expect(inCell(`3${box}`)).toEqual(['4', '3', '5']);
    const document = rtf(`\\trowd\\cellx1000\\cellx2000\\pard\\intbl a\\cell 3${box}\\cell \\row \\pard after\\par before{\\shp{\\*\\shpinst{\\shptxt\\pard 8\\par}}} it\\par`);
    expect(shown(document.blocks).slice(1)).toEqual(['paragraph 9', 'paragraph after', 'paragraph before it', 'paragraph 8']);
    expect(document.problems.map(({ code }) => code)).toEqual(['text_box_over_table']);
  });

  it('keeps the spans of a table in which a row has a mark of a cell too many or too few', () => {
    const document = rtf('\\trowd\\cellx2000\\cellx3000\\pard\\intbl a\\cell b\\cell\\cell \\row \\trowd\\cellx1000\\cellx2000\\cellx3000\\pard\\intbl c\\cell d\\cell \\row ');
    expect(shown(document.blocks)).toEqual([[['a', 0, 0, 1, 2], ['b', 0, 2, 1, 1], ['c', 1, 0, 1, 1], ['d', 1, 1, 1, 1], ['', 1, 2, 1, 1]]]);
  });

  it('a row that does not say how its cells stand takes the spans of no other row away, and owns no column', () => {
    const document = rtf('\\trowd\\cellx2000\\cellx3000\\pard\\intbl a\\cell b\\cell \\row \\trowd\\cellx1000\\cellx2000\\cellx3000\\pard\\intbl c\\cell 1\\cell 2\\cell \\row d\\cell 3\\cell \\pard end\\par');
    expect(shown(document.blocks)).toEqual([[['a', 0, 0, 1, 2], ['b', 0, 2, 1, 1], ['c', 1, 0, 1, 1], ['1', 1, 1, 1, 1], ['2', 1, 2, 1, 1], ['d\n\n3', 2, 0, 1, 3]], 'paragraph end']);
  });

  it('is refused when it is cut off or nests without end', () => {
    expect(() => readRtf(Buffer.from('{\\rtf1 text without an end, cut off in the middle of a line, with much more text behind it'))).toThrow(/cut off/);
    expect(() => readRtf(Buffer.from('{\\rtf1 {a group that ends} and one that {does not}'))).toThrow(/cut off/);
    expect(() => rtf(`\\trowd\\cellx100\\intbl ${'\\cell'.repeat(200_001)}\\row`)).toThrow(/200000 cells/);
    expect(() => rtf(`${'{'.repeat(50_000)}${'}'.repeat(50_000)}`)).toThrow(/nest/);
  });
});

describe('Word 97', () => {
  const file = (streams: Readonly<Record<string, Buffer>>): Uint8Array => {
    const container = CFB.utils.cfb_new();
    for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(container, name, content);
    return new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer);
  };
  const head = (change: (fib: Buffer) => void): Buffer => {
    const fib = Buffer.alloc(2048);
    fib.writeUInt16LE(0xa5ec, 0);
    fib.writeUInt16LE(0xc1, 2);
    change(fib);
    return fib;
  };

  it('names why a file is not read', () => {
    const refusal = (bytes: Uint8Array): string => {
      try {
        return renderDoc(bytes);
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(refusal(file({ WordDocument: head((fib) => fib.writeUInt16LE(0x0100, 10)), '0Table': Buffer.alloc(64) }))).toBe('encrypted');
    expect(refusal(file({ WordDocument: head((fib) => fib.writeUInt16LE(101, 2)), '0Table': Buffer.alloc(64) }))).toBe('wrong_type');
    expect(refusal(file({ WordDocument: head(() => undefined) }))).toBe('truncated');
    expect(refusal(file({ WordDocument: head((fib) => fib.writeUInt32LE(0xffff_ffff, 76)), '0Table': Buffer.alloc(64) }))).toBe('too_large');
    expect(refusal(new Uint8Array(600).fill(7))).toBe('truncated');
  });
});
