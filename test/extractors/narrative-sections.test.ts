import { describe, expect, it } from 'vitest';
import { readSections } from '../../extractors/narrative/sections.ts';
import type { Section } from '../../extractors/report.ts';
import { documentOf } from '../support/documents.ts';

type Part = Parameters<typeof documentOf>[0][number];
const TABLE: Part = { grid: [['信息内容', '本年制发件数'], ['规章', '0']] };
const sectionsOf = (...parts: Part[]): Section[] => readSections(documentOf(parts));
/** Number and heading of each. */
const outline = (sections: readonly Section[]): string[] => sections.map((it) => `${it.number ?? '-'} ${it.heading ?? '-'}`);

const SIX = ['总体情况', '主动公开政府信息情况', '收到和处理政府信息公开申请情况', '政府信息公开行政复议、行政诉讼情况', '存在的主要问题及改进情况', '其他需要报告的事项'];
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八'];

describe('the sections of a report', () => {
  it('are cut at their headings; tables are no text, and what stands before is kept apart', () => {
    const found = sectionsOf(
      '示例省应急管理厅2020年政府信息公开工作年度报告',
      '本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况。',
      ...SIX.flatMap((heading, i): Part[] => [`${NUMERALS[i]!}、${heading}`, ...(i === 1 || i === 2 || i === 3 ? [TABLE] : [`第${i}段。`, '又一段。'])]),
    );
    expect(outline(found)).toEqual(['- -', ...SIX.map((it, i) => `${NUMERALS[i]!} ${it}`)]);
    expect(found[0]?.text).toBe('示例省应急管理厅2020年政府信息公开工作年度报告\n本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况。');
    expect(found.map((it) => it.text).slice(1)).toEqual(['第0段。\n又一段。', '', '', '', '第4段。\n又一段。', '第5段。\n又一段。']);
    expect(found[1]?.place).toEqual({ line: 3 });
  });

  const numbered: [what: string, headings: string[], outline: string[]][] = [
    ['a first heading in digits', ['1、 总体情况', '二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况'], ['1 总体情况', '二 主动公开政府信息情况', '三 收到和处理政府信息公开申请情况']],
    [
      'an inserted section',
      ['一、总体情况', '四、政府信息公开行政复议、行政诉讼情况', '五、人大代表建议和政协委员提案办理', '六、存在的主要问题及改进情况', '七、其他需要说明的事项。'],
      ['一 总体情况', '四 政府信息公开行政复议、行政诉讼情况', '五 人大代表建议和政协委员提案办理', '六 存在的主要问题及改进情况', '七 其他需要说明的事项'],
    ],
    ['sections one level down', ['一、报告内容', '（一）总体情况', '（二）主动公开政府信息情况', '（三）收到和处理政府信息公开申请情况'], ['- -', '一 总体情况', '二 主动公开政府信息情况', '三 收到和处理政府信息公开申请情况']],
    ['a number printed twice', ['一、总体情况', '三、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况', '三、存在的主要问题及改进情况'], ['一 总体情况', '三 主动公开政府信息情况', '三 收到和处理政府信息公开申请情况', '三 存在的主要问题及改进情况']],
    ['parts in words', ['第一部分 总体情况', '第二部分 主动公开政府信息情况'], ['一 总体情况', '二 主动公开政府信息情况']],
    ['no numbers at all', ['总体情况', '主动公开政府信息情况', '其他需要报告的事项'], ['- 总体情况', '- 主动公开政府信息情况', '- 其他需要报告的事项']],
    [
      'other wordings',
      ['一、基本情况', '二、行政机关主动公开政府信息情况', '三、行政机关收到和处理政府信息公开申请情况', '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况', '五、政府信息公开工作存在的主要问题及改进措施', '六、其它事项'],
      ['一 基本情况', '二 行政机关主动公开政府信息情况', '三 行政机关收到和处理政府信息公开申请情况', '四 因政府信息公开工作被申请行政复议、提起行政诉讼情况', '五 政府信息公开工作存在的主要问题及改进措施', '六 其它事项'],
    ],
    ['full-width digits and wide spaces', ['１．总体情况', '２．　主动公开政府信息情况'], ['１ 总体情况', '２ 主动公开政府信息情况'].map((it) => it.normalize('NFKC'))],
  ];
  it.each(numbered)('are found with %s', (_, headings, expected) => {
    const found = sectionsOf(...headings.flatMap((it) => [it, '一段正文。']));
    expect(outline(found)).toEqual(expected);
    expect(found.filter((it) => it.heading !== null).every((it) => it.text === '一段正文。')).toBe(true);
  });

  it('keep lists within a section in it', () => {
    const found = sectionsOf(
      '一、总体情况', '（一）主动公开情况', '通过网站公开。', '（二）依申请公开情况', '均已答复。', '二、主动公开政府信息情况', TABLE,
      '五、存在的主要问题及改进情况', '一、存在问题', '公开意识不强。', '二、改进措施', '加强培训。', '六、其他需要报告的事项', '无。',
    );
    expect(outline(found)).toEqual(['一 总体情况', '二 主动公开政府信息情况', '五 存在的主要问题及改进情况', '六 其他需要报告的事项']);
    expect(found[0]?.text).toBe('（一）主动公开情况\n通过网站公开。\n（二）依申请公开情况\n均已答复。');
    expect(found[2]?.text).toBe('一、存在问题\n公开意识不强。\n二、改进措施\n加强培训。');
  });

  it('are not the lines of a table of contents', () => {
    const list = SIX.map((it, i) => `${NUMERALS[i]!}、${it}`);
    const found = sectionsOf('目录', ...list, '根据规定编制本报告。', ...list.flatMap((it) => [it, '正文。']));
    expect(found.filter((it) => it.heading !== null).map((it) => it.text)).toEqual(SIX.map(() => '正文。'));
    expect(outline(found)).toHaveLength(7);
  });

  it('are split from text that a page glues to their headings', () => {
    const found = sectionsOf(
      '一、总体情况 2020年，我厅认真落实各项要求，推进公开。\n二、主动公开政府信息情况', TABLE,
      '上表所列均已公布。三、收到和处理政府信息公开申请情况', TABLE,
      '四、政府信息公开行政复议、行政诉讼情况：本年度未发生。',
      '五、存在的主要问题及改进情况及下一步打算', '加强培训。',
      '六、其他需要报告的事项 无。',
    );
    expect(outline(found)).toEqual(['一 总体情况', '二 主动公开政府信息情况', '三 收到和处理政府信息公开申请情况', '四 政府信息公开行政复议、行政诉讼情况', '五 存在的主要问题及改进情况及下一步打算', '六 其他需要报告的事项']);
    expect(found.map((it) => it.text)).toEqual(['2020年，我厅认真落实各项要求，推进公开。', '上表所列均已公布。', '', '本年度未发生。', '加强培训。', '无。']);
  });

  it('may have their heading in the first row of their table', () => {
    const found = sectionsOf('一、总体情况', '正文。', { grid: [['二、主动公开政府信息情况'], ['规章']] }, '五、存在的主要问题及改进情况', '正文。');
    expect(outline(found)).toEqual(['一 总体情况', '二 主动公开政府信息情况', '五 存在的主要问题及改进情况']);
  });

  it('have a heading that a line end has cut, whole again', () => {
    const found = sectionsOf('三、收到和处理政府信息公开申请情况', '无', TABLE, '四、因政府信息公开工作被申请行政复议、提起行政诉讼情', '况', '无', TABLE, '五、存在的主要问题\n及改进情况', '正文。');
    expect(found.map((it) => [it.heading, it.text])).toEqual([
      ['收到和处理政府信息公开申请情况', '无'],
      ['因政府信息公开工作被申请行政复议、提起行政诉讼情况', '无'],
      ['存在的主要问题及改进情况', '正文。'],
    ]);
  });

  it('are not the rows of a table that was left in the prose', () => {
    const found = sectionsOf('三、收到和处理政府信息公开申请情况', '四、结转下年度继续办理 1 0 0 0 0 0 1', '四、结转下年度继续办理', '四、政府信息公开行政复议、行政诉讼情况');
    expect(outline(found)).toEqual(['三 收到和处理政府信息公开申请情况', '四 政府信息公开行政复议、行政诉讼情况']);
  });

  it('lose no text to a heading followed by much white space', () => {
    const found = sectionsOf(`一、总体情况${' '.repeat(300)}2020年，我厅认真落实各项要求。`);
    expect(found.map((it) => [it.heading, it.text])).toEqual([['总体情况', '2020年，我厅认真落实各项要求。']]);
  });

  it('are none where there are no headings', () => {
    expect(sectionsOf('只有一段话。')).toEqual([{ number: null, heading: null, text: '只有一段话。', place: { line: 1 } }]);
    expect(sectionsOf()).toEqual([]);
    expect(sectionsOf(TABLE)).toEqual([]);
  });
});

describe('the text of a section', () => {
  const textOf = (...parts: Part[]): string | undefined => sectionsOf('一、总体情况', ...parts)[0]?.text;

  it('has no line ends within sentences', () => {
    expect(textOf('报告所列数据的统计\n期限为2020年1月\n1日至12月31日。', '下一段。')).toBe('报告所列数据的统计期限为2020年1月1日至12月31日。\n下一段。');
  });

  it('goes on over a page break', () => {
    expect(textOf('成立政务公开工作领导小组，厅办公室承担政务', '公开领导小组办公室职责。', '（二）扩大公众参与。')).toBe('成立政务公开工作领导小组，厅办公室承担政务公开领导小组办公室职责。\n（二）扩大公众参与。');
  });

  it('does not join headings, signatures or what a table parts', () => {
    expect(textOf('（一）主动公开方面', '2019年，通过门户网站公开规章13件。')).toBe('（一）主动公开方面\n2019年，通过门户网站公开规章13件。');
    expect(textOf({ heading: '（一）主动公开方面有关情况和下一步工作的打算', level: 2 }, '通过网站。')).toBe('（一）主动公开方面有关情况和下一步工作的打算\n通过网站。');
    expect(textOf('这一句话被一张表格从中间隔开而没有说完整', TABLE, '后面的话。')).toBe('这一句话被一张表格从中间隔开而没有说完整\n后面的话。');
    expect(textOf('示例市应急管理局', '2021年1月20日')).toBe('示例市应急管理局\n2021年1月20日');
  });

  it('keeps lines apart that are whole by themselves', () => {
    expect(textOf('示例市应急管理局\n2021年1月20日')).toBe('示例市应急管理局\n2021年1月20日');
    expect(textOf('索引号：0001\n发布机构：示例市应急管理局\n（文字描述）\n2020年，我局。')).toBe('索引号：0001\n发布机构：示例市应急管理局\n（文字描述）\n2020年，我局。');
  });

  it('leaves out the titles of tables that stand between them', () => {
    expect(sectionsOf('二、主动公开政府信息情况', '第二十条第（一）项', TABLE, '第二十条 第（五）项', TABLE)[0]?.text).toBe('');
  });

  it('puts a space between Latin words alone, and loses emphasis and indents', () => {
    expect(textOf('利用 WeChat\nWork 平台发布信息。')).toBe('利用 WeChat Work 平台发布信息。');
    expect(textOf('　　**一是**完善　制度。')).toBe('一是完善 制度。');
  });
});
