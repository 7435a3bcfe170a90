/** Reading Word files: every trap between document.xml and a cell. */
import { readFileSync } from 'node:fs';
import { Document as WordDocument, Packer, Paragraph as WordParagraph, Table as WordTable, TableCell, TableRow, TextRun, VerticalMergeType } from 'docx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isGrid, type Document, type Grid } from '../../../extractors/document.ts';
import { readDocx, renderDocx } from '../../../extractors/formats/docx.ts';
import { corpus, needs } from '../../support/needs.ts';
import { cell, paragraph, row, run, table, textBox, wordFile, type WordParts } from '../../support/word.ts';

const read = (body: string, parts?: WordParts): Promise<Document> => readDocx(wordFile(body, parts));
const gridsOf = (document: Document): Grid[] => document.blocks.filter(isGrid);
const textsOf = (document: Document): string[] => document.blocks.map((block) => (isGrid(block) ? 'GRID' : block.text));
const drawn = (grid: Grid): string[] => grid.cells.map(({ text, row: r, col, rowSpan, colSpan }) => `${r},${col} ${colSpan}x${rowSpan} ${text}`);
/** Text of the second cell of a row, in a table that is surely one of data. */
async function inCell(content: string, parts?: WordParts): Promise<string> {
  const [grid] = gridsOf(await read(table(row([cell('a'), cell('b'), cell('c')]), row([cell('d'), cell(content), cell('e')])), parts));
  return grid!.cells[4]!.text;
}

describe('merged cells', () => {
  it('are exact as the docx package writes them', async () => {
    const text = (words: string): WordParagraph[] => [new WordParagraph(words)];
    const rows = [
      new TableRow({ children: [new TableCell({ children: text('申请人情况'), columnSpan: 2, verticalMerge: VerticalMergeType.RESTART }), new TableCell({ children: text('自然人') })] }),
      new TableRow({ children: [new TableCell({ children: [], columnSpan: 2, verticalMerge: VerticalMergeType.CONTINUE }), new TableCell({ children: text('总计') })] }),
      new TableRow({ children: [new TableCell({ children: text('新收'), columnSpan: 2 }), new TableCell({ children: [new WordParagraph({ children: [new TextRun('1'), new TextRun('2')] }), new WordParagraph('件')] })] }),
    ];
    const document = await readDocx(await Packer.toBuffer(new WordDocument({ sections: [{ children: [new WordParagraph('一、总体情况'), new WordTable({ rows })] }] })));
    expect(document.blocks[0]).toMatchObject({ kind: 'heading', level: 1, text: '一、总体情况' });
    expect(drawn(gridsOf(document)[0]!)).toEqual(['0,0 2x2 申请人情况', '0,2 1x1 自然人', '1,2 1x1 总计', '2,0 2x1 新收', '2,2 1x1 12\n\n件']);
  });

  it('skip the columns of gridBefore', async () => {
    const document = await read(table(row([cell('a'), cell('b'), cell('c')]), row([cell('1'), cell('2')], '<w:gridBefore w:val="1"/>')));
    expect(drawn(gridsOf(document)[0]!)).toEqual(['0,0 1x1 a', '0,1 1x1 b', '0,2 1x1 c', '1,1 1x1 1', '1,2 1x1 2']);
  });

  it('join the older hMerge, also together with vMerge', async () => {
    const both = '<w:hMerge w:val="restart"/><w:vMerge w:val="restart"/>';
    const document = await read(
      table(
        row([cell('a', both), cell('', '<w:hMerge/>'), cell('b')]),
        row([cell('', '<w:hMerge w:val="restart"/><w:vMerge/>'), cell('', '<w:hMerge w:val="continue"/>'), cell('c')]),
        row([cell('1'), cell('2'), cell('3')]),
      ),
    );
    expect(drawn(gridsOf(document)[0]!)).toEqual(['0,0 2x2 a', '0,2 1x1 b', '1,2 1x1 c', '2,0 1x1 1', '2,1 1x1 2', '2,2 1x1 3']);
  });

  it('stay whole under a repeated header row', async () => {
    const down = '<w:vMerge w:val="restart"/>';
    const document = await read(table(row([cell('a', down), cell('b')], '<w:tblHeader/>'), row([cell('', '<w:vMerge/>'), cell('c')]), row([cell('d'), cell('e')])));
    expect(drawn(gridsOf(document)[0]!)).toEqual(['0,0 1x2 a', '0,1 1x1 b', '1,1 1x1 c', '2,0 1x1 d', '2,1 1x1 e']);
  });

  it('survive absurd spans', async () => {
    const document = await read(table(row([cell('a', '<w:gridSpan w:val="1000000000"/>')]), row([cell('1'), cell('2')])));
    expect(drawn(gridsOf(document)[0]!)).toEqual(['0,0 2x1 a', '1,0 1x1 1', '1,1 1x1 2']);
  });

  it('are read in rows and cells that content controls wrap', async () => {
    const control = (content: string): string => `<w:sdt><w:sdtPr><w:alias w:val="数"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const document = await read(table(row([cell('a'), control(cell('1'))]), control(row([cell('b'), cell(`<w:p>${control(run('2'))}</w:p>`)]))));
    expect(drawn(gridsOf(document)[0]!)).toEqual(['0,0 1x1 a', '0,1 1x1 1', '1,0 1x1 b', '1,1 1x1 2']);
  });
});

describe('the text of a cell', () => {
  it('joins paragraphs with a blank line, keeps breaks, tabs and white space', async () => {
    expect(await inCell(paragraph(run('1')) + paragraph(run('2')))).toBe('1\n\n2');
    expect(await inCell('<w:p><w:r><w:t>结果</w:t><w:br/><w:t>维持</w:t><w:cr/><w:t>数</w:t></w:r></w:p>')).toBe('结果\n维持\n数');
    expect(await inCell('\u00a0 4件　')).toBe('\u00a0 4件　');
    expect(await inCell('<w:p/>')).toBe('');
  });
  it('drops deletions, keeps insertions, drops what was moved away', async () => {
    const changes = `<w:p>${run('1')}<w:del w:id="1"><w:r><w:delText>5</w:delText></w:r></w:del><w:ins w:id="2">${run('6')}</w:ins><w:moveFrom w:id="3">${run('7')}</w:moveFrom><w:moveTo w:id="4">${run('8')}</w:moveTo></w:p>`;
    expect(await inCell(changes)).toBe('168');
  });
  it('does not carry a cell over into the next one when its paragraph mark is deleted', async () => {
    const deleted = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>';
    const document = await read(table(row([cell('a'), cell('b')]), row([cell(paragraph(run('1'), deleted)), cell('2')])));
    expect(gridsOf(document)[0]!.cells.map(({ text }) => text)).toEqual(['a', 'b', '1', '2']);
    expect(await inCell(paragraph(run('全'), deleted) + paragraph(run('年')))).toBe('全年');
  });
  it('drops deleted rows, hidden text, bookmarks and comments', async () => {
    const document = await read(table(row([cell('a'), cell('1')]), row([cell('x'), cell('9')], '<w:del w:id="1"/>'), row([cell('b'), cell('2')])));
    expect(gridsOf(document)[0]!.cells.map(({ text }) => text)).toEqual(['a', '1', 'b', '2']);
    expect(await inCell(`<w:p><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkStart w:id="1" w:name="x"/>${run('193')}<w:bookmarkEnd w:id="0"/><w:commentReference w:id="0"/></w:p>`)).toBe('193');
    expect(await inCell(`<w:p>${run('9', '<w:vanish/>')}${run('3', '<w:vanish w:val="0"/>')}</w:p>`)).toBe('3');
  });
  it('takes the results of fields, never their instructions', async () => {
    const field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>';
    expect(await inCell(`<w:p>${field}${run('98')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`)).toBe('98');
    expect(await inCell(`<w:p><w:fldSimple w:instr="=SUM(LEFT)">${run('7')}</w:fldSimple></w:p>`)).toBe('7');
  });
  it('reads wrappers that mammoth ignores: bdo, smart tags, ruby, equations', async () => {
    expect(await inCell(`<w:p><w:bdo w:val="ltr">${run('1')}</w:bdo><w:smartTag w:element="x">${run('2')}</w:smartTag><m:oMath><m:r><m:t>3</m:t></m:r></m:oMath></w:p>`)).toBe('123');
    expect(await inCell(`<w:p><w:r><w:ruby><w:rt>${run('lè')}</w:rt><w:rubyBase>${run('乐')}</w:rubyBase></w:ruby></w:r></w:p>`)).toBe('乐');
  });
  it('keeps notes and struck-out text apart from a figure', async () => {
    expect(await inCell(`<w:p>${run('5')}${run('1', '<w:vertAlign w:val="superscript"/>')}</w:p>`)).toBe('5[1]');
    const struck = await read(table(row([cell('a'), cell(`<w:p>${run('5', '<w:strike/>')}${run('4', '<w:dstrike/>')}${run('6')}</w:p>`)])));
    expect(gridsOf(struck)[0]!.cells[1]!.text).toBe('6');
    expect(struck.problems.map(({ code }) => code)).toEqual(['struck_out']);
    const notes = '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>含自然失效</w:t></w:r></w:p></w:footnote>';
    expect(await inCell(`<w:p>${run('55')}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>`, { footnotes: notes })).toBe('55[1]');
  });
  it('looks at styles for what is hidden, struck out or raised', async () => {
    const style = (id: string, properties: string, type = 'character'): string => `<w:style w:type="${type}" w:styleId="${id}"><w:rPr>${properties}</w:rPr></w:style>`;
    const styles = style('H', '<w:vanish/>') + '<w:style w:type="character" w:styleId="H2"><w:basedOn w:val="H"/></w:style>' + style('P', '<w:vanish/>', 'paragraph') + style('S', '<w:strike/>') + style('U', '<w:vertAlign w:val="superscript"/>');
    const beside = (properties: string): Promise<string> => inCell(`<w:p>${run('9', properties)}${run('3')}</w:p>`, { styles });
    expect(await beside('<w:rStyle w:val="H"/>')).toBe('3');
    expect(await beside('<w:rStyle w:val="H2"/>')).toBe('3');
    expect(await beside('<w:rStyle w:val="S"/>')).toBe('3');
    expect(await beside('<w:rStyle w:val="H"/><w:vanish w:val="0"/>')).toBe('93');
    expect(await inCell(paragraph(run('9'), '<w:pStyle w:val="P"/>') + paragraph(run('3')), { styles })).toBe('3');
    expect(await inCell(paragraph(run('3', '<w:rStyle w:val="H"/>'), '<w:pStyle w:val="P"/>'), { styles })).toBe('3');
    expect(await inCell(`<w:p>${run('3')}${run('1', '<w:rStyle w:val="U"/>')}</w:p>`, { styles })).toBe('3[1]');
  });
  it('keeps what stands higher or lower apart from a figure, and no figure that stands so alone', async () => {
    expect(await inCell(`<w:p>${run('3')}${run('1', '<w:vertAlign w:val="subscript"/>')}</w:p>`)).toBe('3[1]');
    expect(await inCell(`<w:p>${run('3')}${run('1', '<w:position w:val="8"/>')}</w:p>`)).toBe('3[1]');
    expect(await inCell(`<w:p>${run('1', '<w:position w:val="8"/>')}${run('3', '<w:position w:val="8"/>')}</w:p>`)).toBe('13');
  });
  it('prints what was chosen from a list, and says where a field was never calculated', async () => {
    const field = (data: string, instruction: string): string =>
      `<w:p><w:r><w:fldChar w:fldCharType="begin">${data}</w:fldChar></w:r><w:r><w:instrText> ${instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
    const list = (chosen: string): string => field(`<w:ffData><w:ddList>${chosen}<w:listEntry w:val="7"/><w:listEntry w:val="3"/></w:ddList></w:ffData>`, 'FORMDROPDOWN');
    expect(await inCell(list('<w:result w:val="1"/>'))).toBe('3');
    expect(await inCell(list('<w:default w:val="1"/>'))).toBe('3');
    expect(await inCell(list(''))).toBe('7');
    expect(await inCell(field('', '=SUM(ABOVE)'))).toBe('\ufffd');
    expect(await inCell(field('', 'REF x'))).toBe('');
  });
  it('reads of several renditions the one that Word shows', async () => {
    const either = (requires: string, choice: string, fallback: string): string => `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="${requires}">${choice}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent><w:t>3</w:t></w:r></w:p>`;
    expect(await inCell(either('wps', '<w:drawing/>', '<w:t>9</w:t>'))).toBe('3');
    expect(await inCell(either('unheardof', '<w:t>8</w:t>', '<w:t>9</w:t>'))).toBe('93');
  });
  it('is not stopped by the mark of a note that is not there, and reads no digits that are drawn as pictures', async () => {
    expect(await inCell(`<w:p>${run('3')}<w:r><w:endnoteReference w:id="2"/></w:r></w:p>`)).toBe('3');
    expect(await inCell(`<w:p>${run('3', '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')}</w:p>`)).toBe('\ufffd');
  });
  it('reads a nested table as text of its cell, and a layout table as layout', async () => {
    expect(await inCell(`${table(row([cell('0')]))}<w:p/>`)).toBe('0');
    const data = table(row([cell('规章'), cell('0')]), row([cell('行政规范性文件'), cell('3')]), row([cell('合计'), cell('3')]));
    const document = await read(table(row([cell(`${paragraph(run('一、总体情况'))}${data}${paragraph(run('无。'))}`)])));
    expect(textsOf(document)).toEqual(['一、总体情况', 'GRID', '无。']);
  });
});

describe('text boxes', () => {
  it.each([[true, true], [true, false], [false, true]])('are kept once (modern %s, fallback %s)', async (modern, fallback) => {
    const document = await read(paragraph(run('前') + textBox('盒', { floating: true, modern, fallback })) + paragraph(run('后')));
    expect(textsOf(document)).toEqual(['前', '盒', '后']);
  });
  it('follow the table when they stand over a cell that has words of its own, or float', async () => {
    for (const [own, floating] of [['0', false], ['0', true], ['', true]] as const) {
      const document = await read(table(row([cell('a'), cell('b')]), row([cell('c'), cell(paragraph(run(own) + textBox('核', { floating })))])) + paragraph(run('后')));
      expect(gridsOf(document)[0]!.cells[3]!.text).toBe(own);
      expect(textsOf(document)).toEqual(['GRID', '核', '后']);
      expect(document.problems.map(({ code }) => code)).toEqual(['text_box_over_table']);
    }
  });
  it('are the words of a cell that has no others when they stand in its line', async () => {
    expect(await inCell(paragraph(textBox('12', { floating: false })))).toBe('12');
  });
});

describe('automatic numbers', () => {
  const level = (at: number, format: string, text: string, more = ''): string => `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering =
    `<w:abstractNum w:abstractNumId="0">${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCountingThousand', '（%2）')}${level(2, 'decimal', '%3.')}${level(3, 'decimal', '%1.%4', '<w:isLgl/>')}</w:abstractNum>` +
    `<w:abstractNum w:abstractNumId="1">${level(0, 'upperLetter', '%1)')}${level(1, 'lowerRoman', '%2')}</w:abstractNum>` +
    `<w:abstractNum w:abstractNumId="2">${level(0, 'bullet', '\uf0b7')}</w:abstractNum>` +
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>' +
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>';
  const styles =
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="U"><w:name w:val="own"/><w:basedOn w:val="T"/></w:style>';
  const item = (text: string, numId: number, at = 0): string => paragraph(run(text), `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${numId}"/></w:numPr>`);

  it('are printed before headings and labels', async () => {
    const body = [item('总体情况', 1), item('予以公开', 1, 1), item('部分公开', 1, 1), item('属于国家秘密', 1, 2), item('其他', 1, 2), item('不予公开', 1, 1), item('属于执法案卷', 1, 2), item('主动公开政府信息情况', 1), item('甲', 1, 3), item('予以公开', 1, 1)];
    expect(textsOf(await read(body.join(''), { numbering }))).toEqual([
      '一、总体情况', '（一）予以公开', '（二）部分公开', '1.属于国家秘密', '2.其他', '（三）不予公开', '1.属于执法案卷', '二、主动公开政府信息情况', '2.1甲', '（一）予以公开',
    ]);
  });
  it('count in letters and Roman numerals, start where told, and leave bullets out', async () => {
    expect(textsOf(await read([item('甲', 2), item('乙', 2), item('丙', 2, 1), item('丁', 4), item('戊', 4), item('己', 3)].join(''), { numbering }))).toEqual(['A)甲', 'B)乙', 'i丙', 'C)丁', 'D)戊', '己']);
  });
  it('come from styles, also inherited, and end with numId 0', async () => {
    const styled = (text: string, style: string, more = ''): string => paragraph(run(text), `<w:pStyle w:val="${style}"/>${more}`);
    const body = styled('总体情况', 'T') + styled('主动公开政府信息情况', 'U') + styled('附注', 'T', '<w:numPr><w:numId w:val="0"/></w:numPr>');
    expect(textsOf(await read(body, { numbering, styles }))).toEqual(['一、总体情况', '二、主动公开政府信息情况', '附注']);
  });
  it('are printed in a cell’s label, but never as a figure or before one', async () => {
    const document = await read(table(row([cell(item('属于国家秘密', 1, 2)), cell(item('5', 1, 2)), cell(item('', 1, 2))])), { numbering });
    expect(gridsOf(document)[0]!.cells.map(({ text }) => text)).toEqual(['1.属于国家秘密', '5', '']);
    expect(document.problems.map(({ code }) => code)).toEqual(['list_number_dropped', 'list_number_dropped']);
  });
});

describe('the document', () => {
  it('knows headings by style and by number, its properties, and where things stand', async () => {
    const core = '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>年报 &amp; 附件</dc:title><dc:creator>某局</dc:creator><dcterms:created xsi:type="x">2024-01-05T00:00:00Z</dcterms:created></cp:coreProperties>';
    const styles = '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>';
    const bytes = wordFile(paragraph(run('引言'), '<w:pStyle w:val="2"/>') + paragraph(run('一、总体情况')) + table(row([cell('a &lt; b'), cell('1')])), { core, styles });
    const document = await readDocx(bytes);
    expect(document).toMatchObject({ format: 'docx', title: '年报 & 附件', meta: { creator: '某局', created: '2024-01-05T00:00:00Z' } });
    expect(document.blocks).toMatchObject([
      { kind: 'heading', level: 2, text: '引言', place: { path: '/html/body/h2[1]' } },
      { kind: 'heading', level: 1, text: '一、总体情况', place: { path: '/html/body/p[1]' } },
      { kind: 'grid', place: { path: '/html/body/table[1]' }, cells: [{ text: 'a < b', place: { path: '/html/body/table[1]/tbody[1]/tr[1]/td[1]' } }, { text: '1' }] },
    ]);
    expect(await renderDocx(bytes)).toBe('<h2>引言</h2><p>一、总体情况</p><table><tr><td><p>a &lt; b</p></td><td><p>1</p></td></tr></table>');
  });
  it('has no headers, no footers and no drawings in it', async () => {
    const files = { 'word/header1.xml': strToU8(`<w:hdr>${paragraph(run('页眉'))}</w:hdr>`), 'word/media/image1.png': new Uint8Array(10) };
    expect(textsOf(await read(paragraph(run('正文')), { files }))).toEqual(['正文']);
  });
  it('is read whatever prefix its XML uses', async () => {
    const document = `<?xml version="1.0"?><x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body><x:tbl><x:tr><x:tc><x:tcPr><x:gridSpan x:val="2"/></x:tcPr><x:p><x:r><x:t>a</x:t></x:r></x:p></x:tc></x:tr><x:tr><x:tc><x:p/></x:tc><x:tc><x:p><x:r><x:t>1</x:t></x:r></x:p></x:tc></x:tr></x:tbl></x:body></x:document>`;
    expect(drawn(gridsOf(await read('', { document }))[0]!)).toEqual(['0,0 2x1 a', '1,0 1x1 ', '1,1 1x1 1']);
  });
});

describe('bad input', () => {
  const refusal = (code: string): object => expect.objectContaining({ name: 'Refusal', status: 'unreadable', code }) as object;
  const report = wordFile(table(row([cell('规章'), cell('0')])));

  it('refuses a zip bomb by what it declares', async () => {
    const bomb = wordFile('', { files: { 'word/media/a.bin': new Uint8Array(40 * 1024 * 1024) } });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(readDocx(bomb)).rejects.toEqual(refusal('too_large'));
    const long = wordFile('', { document: `<w:document><w:body>${' '.repeat(80 * 1024 * 1024)}</w:body></w:document>` });
    await expect(readDocx(long)).rejects.toEqual(refusal('too_large'));
  });
  it('refuses a zip bomb that declares less than it holds', async () => {
    const bytes = Buffer.from(wordFile('<w:p/>'.repeat(200_000)));
    const directory = bytes.indexOf(Buffer.from('word/document.xml'), bytes.lastIndexOf(Buffer.from('504b0102', 'hex')) - 400);
    bytes.writeUInt32LE(1000, directory - 46 + 24);
    await expect(readDocx(bytes)).rejects.toEqual(refusal('too_large'));
  });
  it('refuses entities and DTDs in any part', async () => {
    const entities = '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>';
    await expect(read('', { document: entities })).rejects.toEqual(refusal('unsafe_xml'));
    await expect(read('', { styles: '<!ENTITY a SYSTEM "file:///etc/passwd">' })).rejects.toEqual(refusal('unsafe_xml'));
  });
  it('refuses tables nested 10,000 deep', async () => {
    await expect(read(`${'<w:tbl><w:tr><w:tc>'.repeat(10_000)}<w:p/>${'</w:tc></w:tr></w:tbl>'.repeat(10_000)}`)).rejects.toEqual(refusal('too_deep'));
  });
  it('refuses what is cut off, damaged or locked', async () => {
    await expect(readDocx(report.slice(0, report.length - 30))).rejects.toEqual(refusal('truncated'));
    await expect(read('', { document: '<w:document><w:body><w:p><w:r><w:t>1</w:t>' })).rejects.toEqual(refusal('truncated'));
    // One flipped bit in the text of a stored part: without its check sum a figure would be silently another.
    const stored = Buffer.from(zipSync(unzipSync(report), { level: 0 }));
    const figure = stored.indexOf('>0</w:t>') + 1;
    stored[figure] = 0x38;
    await expect(readDocx(stored)).rejects.toEqual(refusal('truncated'));
    const locked = Buffer.from(report);
    for (let at = locked.indexOf(Buffer.from('504b0102', 'hex')); at >= 0; at = locked.indexOf(Buffer.from('504b0102', 'hex'), at + 4)) locked.writeUInt16LE(locked.readUInt16LE(at + 8) | 1, at + 8);
    await expect(readDocx(locked)).rejects.toEqual(refusal('encrypted'));
  });
});

needs('the corpus', 'the real blank form of 2021', () => {
  it('has its three tables, cell by cell', async () => {
    const document = await readDocx(readFileSync(`${corpus}/files/template_2021plus_blank.docx`));
    expect(gridsOf(document).map(({ rows, cols, cells }) => [rows, cols, cells.length])).toEqual([[14, 4, 30], [28, 10, 215], [4, 15, 34]]);
    for (const { cells, rows, cols } of gridsOf(document)) expect(cells.reduce((sum, { rowSpan, colSpan }) => sum + rowSpan * colSpan, 0)).toBe(rows * cols);
    expect(document.blocks.filter((block) => block.kind === 'heading')).toHaveLength(6);
    expect(document.problems).toEqual([]);
  });
});
