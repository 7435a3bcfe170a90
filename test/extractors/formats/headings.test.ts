import { describe, expect, it } from 'vitest';
import { headingOf, isSectionTitle } from '../../../extractors/formats/headings.ts';

describe('headings', () => {
  it.each([
    ['一、总体情况', 1, '一', '总体情况'],
    ['　　二、主动公开政府信息情况 ', 1, '二', '主动公开政府信息情况'],
    ['1、 总体情况', 1, '1', '总体情况'],
    ['七、其他需要说明的事项。', 1, '七', '其他需要说明的事项。'],
    ['四、因政府信息公开工作被申请行政复议、提起行政诉讼情况', 1, '四', '因政府信息公开工作被申请行政复议、提起行政诉讼情况'],
    ['五、人大代表建议和政协委员提案办理', 1, '五', '人大代表建议和政协委员提案办理'],
    ['第三部分 收到和处理政府信息公开申请情况', 1, '三', '收到和处理政府信息公开申请情况'],
    ['（一）总体情况', 2, '一', '总体情况'],
    ['( 三 ) 平台建设方面', 2, '三', '平台建设方面'],
    ['2.政策解读方面', 3, '2', '政策解读方面'],
    ['其他需要报告的事项', 1, null, '其他需要报告的事项'],
  ])('%s', (line, level, number, title) => {
    expect(headingOf(line)).toEqual({ level, number, title });
  });

  it.each([
    '（一）健全组织机构，加强政务公开。一方面是成立领导小组',
    '（一）持续做好政府信息主动公开工作，不断扩大公开范围。',
    '一、全年共发布信息3947条。',
    '2020年，应急管理部进一步扩大政府信息主动公开范围',
    '1.5万元',
    '2020.1.5',
    '无。',
    '一、',
    '第二十条第（一）项',
    '',
  ])('is none: %s', (line) => {
    expect(headingOf(line)).toBeNull();
  });

  it('knows section names however they are spaced', () => {
    expect(isSectionTitle('总 体 情 况')).toBe(true);
    expect(isSectionTitle('政府信息公开行政复议、行政诉讼情况')).toBe(true);
    expect(isSectionTitle('本年度办理结果')).toBe(false);
  });
});
