/** The numbers of the prose: on labelled sentences of real reports, on sentences of our own, and what can never be a fact. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../../extractors/narrative/facts/index.ts';
import { INDICATORS, LISTED } from '../../../../extractors/narrative/facts/indicators/index.ts';
import type { Fact } from '../../../../extractors/report.ts';
import { precisionOf, recallOf } from '../../../../scripts/cli/facts-score.ts';
import { ASKED, scoreOwn, scoreReal } from '../../../../scripts/cli/verify-facts.ts';

const factsIn = (text: string, fiscalYear: number | null = 2022): Fact[] => readFacts([{ number: '一', heading: '总体情况', text, place: {} }], fiscalYear);
const brief = (text: string, fiscalYear: number | null = 2022): string[] => factsIn(text, fiscalYear).map((it) => `${it.code} ${it.value}`);

describe('on labelled sentences', () => {
  const corpus = join(import.meta.dirname, '../../../../../shared/corpus');
  it.skipIf(!existsSync(corpus))('of seven real reports reaches what is asked (skipped without ../shared/corpus)', async () => {
    const { all } = await scoreReal(corpus);
    expect(all.expected).toBe(123);
    expect(precisionOf(all)).toBeGreaterThanOrEqual(ASKED.precision);
    expect(recallOf(all)).toBeGreaterThanOrEqual(ASKED.recall);
  }, 60_000);

  it.each(['wordings.txt', 'held-out.txt', 'held-out-2.txt'])('of our own (%s) attributes no number wrongly, and misses few', (file) => {
    const { all, deviations } = scoreOwn(file);
    expect(deviations.filter((it) => it.wrong.length > 0)).toEqual([]);
    expect(recallOf(all)).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a fact', () => {
  it('says where its number stands in the text, how it is printed, and quotes its sentence', () => {
    const text = '（一）公开情况。\n2022年，网站发布信息１，２３６ 条，较上年增加40条；微信 发布信息约1.6万条。';
    const facts = factsIn(text);
    expect(facts.map(({ code, value, approximate, raw }) => [code, value, approximate, raw])).toEqual([
      ['n.pub.website', 1236, false, '１，２３６ 条'],
      ['n.pub.wechat', 16000, true, '约1.6万条'],
    ]);
    for (const fact of facts) {
      expect(text.slice(fact.start, fact.end)).toBe(fact.raw);
      expect(fact.sentence).toBe(text.slice(text.indexOf('2022年')));
      expect(fact.section).toBe(0);
    }
  });

  it.each([
    ['发布信息50余条。', 50, 'lower'], ['发布信息50多条。', 50, 'lower'], ['发布信息超50条。', 50, 'lower'], ['发布信息50条以上。', 50, 'lower'],
    ['发布信息近50条。', 50, 'upper'], ['发布信息约50条。', 50, null], ['发布信息50条左右。', 50, null], ['发布信息几十条。', null, null], ['发布信息1.25万余条。', 12500, 'lower'],
  ])('says how nearly the number is meant: %s', (text, value, bound) => {
    expect(factsIn(text)).toMatchObject([{ code: 'n.pub.total', value, approximate: true, bound }]);
  });

  it.each([
    ['全市各级行政机关公开信息9000条，我局公开信息300条。', ['system', 'own']],
    ['下属单位公开信息40条。', ['subordinate']],
  ])('says whose it is: %s', (text, scopes) => {
    expect(factsIn(text).map((it) => it.scope)).toEqual(scopes);
  });

  it('says since when it counts', () => {
    expect(factsIn('自2015年以来，累计发布信息800条。')).toMatchObject([{ period: 'cumulative' }]);
    expect(factsIn('今年以来，累计发布信息800条。')).toMatchObject([{ period: 'year' }]);
  });

  it('of another year is none, unless it is carried over', () => {
    const text = '2021年收到政府信息公开申请8件。';
    expect(brief(text, 2022)).toEqual([]);
    expect(brief(text, 2021)).toEqual(['n.req.received 8']);
    expect(brief(text, null)).toEqual(['n.req.received 8']);
    expect(brief('收到政府信息公开申请8件，上年结转申请2件。')).toEqual(['n.req.received 8', 'n.req.carry_in 2']);
  });

  it('of several channels together is no single one of theirs', () => {
    expect(brief('网站、微博发布信息300条。')).toEqual(['n.pub.total 300']);
    expect(brief('微信公众号、微博发布信息300条。')).toEqual(['n.pub.new_media 300']);
    expect(brief('网站、微博分别发布信息300条、20条。')).toEqual(['n.pub.website 300', 'n.pub.weibo 20']);
    expect(brief('网站、微博、微信分别发布信息300条、20条。')).toEqual([]);
    expect(brief('人大代表建议、政协提案各6件。')).toEqual([]);
  });

  it('can be that there was none', () => {
    expect(factsIn('我局未收到政府信息公开申请，未发生行政复议、行政诉讼败诉案件。')).toMatchObject([
      { code: 'n.req.received', value: 0, raw: '未收到', matcher: 'none' },
      { code: 'n.litigation.lost', value: 0, raw: '未发生' },
    ]);
    expect(brief('如未收到政府信息公开申请，应当报告。')).toEqual([]);
    expect(brief('未收到关于政府信息公开申请逾期答复的投诉。')).toEqual([]);
  });

  it.each([
    ['受理政府信息公开申请十一件。', 'n.req.received 11'],
    ['全年政府信息公开申请量37件。', 'n.req.received 37'],
    ['发送预警短信25.6万条次。', 'n.em.warnings 256000'],
    ['微信公众号新增粉丝3,200人，粉丝总数达4.1万人。', 'n.media.followers 41000'],
    ['相比2021年的56件，本年度收到政府信息公开申请41件。', 'n.req.received 41'],
    ['未收到政府信息公开申请，无上年结转申请。', 'n.req.received 0'],
    ['没有收到申请公开政府信息的申请。', 'n.req.received 0'],
    ['收到政府信息公开申请21件，比2021年度增加6件。其中：网络申请18件。', 'n.req.received 21,n.req.online 18'],
  ])('is found in %s', (text, fact) => {
    expect(brief(text)).toEqual(fact.split(','));
  });

  it('keeps what was counted, of one kind among many', () => {
    expect(factsIn('公开财政信息6条、通知公告41条。').map((it) => it.label)).toEqual(['财政信息', '通知公告']);
  });
});

describe('what is no fact', () => {
  const number = fc.integer({ min: 1, max: 9999 });
  it.each<[string, (n: number) => string]>([
    ['articles', (n) => `依据《条例》第${n}条第（${n}）项，公开信息。`],
    ['years and dates', (n) => `于${2000 + (n % 30)}年${(n % 12) + 1}月${(n % 28) + 1}日发布信息。`],
    ['document numbers', (n) => `按照国办公开办函〔${n}〕${n}号发布信息。`],
    ['telephone numbers', (n) => `监督电话：0571-8${String(n).padStart(7, '0')}，公开信息。`],
    ['postcodes', (n) => `邮编：${String(n).padStart(6, '3')}，发布信息。`],
    ['rates', (n) => `公开率${n}%，发布信息占比${n}%。`],
    ['ordinals', (n) => `第${n}次发布信息，位列第${n}名。`],
    ['changes', (n) => `发布信息比上年增加${n}条，较去年减少${n}件。`],
    ['plans', (n) => `下一步，计划举办政务公开培训班${n}期，力争发布信息${n}条。`],
    ['averages', (n) => `日均发布信息${n}条，平均每月发布信息${n}条。`],
  ])('%s', (_, sentence) => {
    fc.assert(fc.property(number, (n) => {
      expect(factsIn(sentence(n))).toEqual([]);
    }), { numRuns: 60 });
  });
});

it('is read from nothing but what stands in the text', () => {
  const piece = fc.constantFrom('2022年', '网站', '发布信息', '政府信息公开申请', '收到', '12件', '约3.5万条', '，', '。', '；', '、', '（', '）', '其中', '各', '分别', '未', '行政复议', '“', '”', '\n', ' ', '几十个', '培训班', '第');
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    const text = pieces.join('');
    for (const fact of factsIn(text)) {
      expect(text.slice(fact.start, fact.end)).toBe(fact.raw);
      expect(text).toContain(fact.sentence);
      if (fact.value !== 0) expect(fact.raw).toMatch(/12|3\.5|几十/);
    }
  }), { numRuns: 400 });
});

it('has indicators with one name each, in both languages', () => {
  expect(LISTED.map((it) => it.code).toSorted()).toEqual(INDICATORS.map((it) => it.code).toSorted());
  for (const key of ['code', 'nameZh', 'nameEn'] as const) expect(new Set(LISTED.map((it) => it[key])).size).toBe(LISTED.length);
});
