import { describe, expect, it } from 'vitest';
import { narrativeChecks } from '../../extractors/narrative/agreement/index.ts';
import { readFacts } from '../../extractors/narrative/facts/index.ts';
import type { Cell, CellState, Check, Section } from '../../extractors/report.ts';

type Value = number | CellState;

function cellsOf(values: Record<string, Value>): Map<string, Cell> {
  return new Map(
    Object.entries(values).map(([code, value]) => {
      const state: CellState = typeof value === 'string' ? value : value === 0 ? 'zero' : 'number';
      const cell: Cell = {
        code, state, value: typeof value === 'number' ? value : null, unit: '件', raw: String(value), unitRaw: null, rowLabel: null, colLabel: null, alignment: 'exact', place: null,
      };
      return [code, cell];
    }),
  );
}

const NOT_PROCESSED = ['petition', 'duplicate', 'publication', 'excessive', 'reconfirm'];

/** Table 三 by its total column, and table 四. */
function tables({ fresh = 10, carried = 2, closed = 11, petitions = 3, review = 0, direct = 0, after = 0 }: Partial<Record<'fresh' | 'carried' | 'closed' | 'petitions' | 'review' | 'direct' | 'after', Value>> = {}): Map<string, Cell> {
  return cellsOf({
    't3.new@total': fresh,
    't3.carry_in@total': carried,
    't3.result.total@total': closed,
    ...Object.fromEntries(NOT_PROCESSED.map((it) => [`t3.result.not_processed.${it}@total`, it === 'petition' ? petitions : 0])),
    't4.review.total': review,
    't4.litigation.direct.total': direct,
    't4.litigation.after_review.total': after,
  });
}

const sectionOf = (text: string): Section[] => [{ number: '一', heading: '总体情况', text, place: {} }];
const checksOf = (text: string, cells = tables()): Check[] => narrativeChecks(readFacts(sectionOf(text), 2020), cells);
/** Status of a check in both modes, or none. */
const statusOf = (id: string, text: string, cells = tables()): string => checksOf(text, cells).filter((it) => it.id === id).map((it) => it.status).join(' ') || 'none';

describe('N1, the requests received', () => {
  it.each([
    '2020年，共收到政府信息公开申请10件。',
    '全年共收到依申请公开事项 10 项，按时答复事项 10 项。',
    '全年收到依申请公开申请10起，全部按时进行答复反馈。',
    '市政府办公厅代表市政府共受理政府信息公开申请10件，申请数量较去年回落12.3%；答复政府信息公开申请805件。',
    '本年度收到公民、法人和其他组织提出的政府信息公开申请１０件。',
    '我局共收到10件政府信息公开申请，均已办结。',
    '政府信息公开申请共收到10件。',
    '本年新收政府信息公开申请十件。',
    '通过网络、信函等方式收到政府信息公开申请10件。',
    '收到依申请公开申请10件，其中网络申请6件，信函申请4件。',
    '办理依申请公开方面，收到申请10件，上年结转2件。',
    '公开行政性文件65件，规范性文件2件，信息公开申请10件，推动政策落实。',
  ])('is read from %s', (sentence) => {
    const [strict, lenient] = checksOf(sentence);
    expect(strict).toMatchObject({ id: 'N1', mode: 'strict', status: 'pass', lhs: 10, rhs: 10, delta: 0, cells: ['t3.new@total'] });
    expect(lenient).toEqual({ ...strict, mode: 'lenient' });
    expect(strict?.note).toContain(sentence.normalize('NFKC').slice(0, 4).replace(/\s/g, ''));
  });

  it.each([
    ['共收到政府信息公开申请12件。', 'new + carry_in'],
    ['共收到政府信息公开申请11件。', 'result.total'],
    ['全年共收到有效申请公开件8件，其中网络申请5件，信函申请3件。', 'result.total - not_processed'],
  ])('is explained where it counts otherwise: %s', (sentence, reading) => {
    const [check] = checksOf(sentence);
    expect(check).toMatchObject({ status: 'explained', delta: 0 });
    expect(check?.note).toContain(`[= ${reading}]`);
    if (reading.includes('not_processed')) expect(check?.cells).toHaveLength(6);
  });

  it('fails where no reading gives the number, with both sides', () => {
    const [check] = checksOf('全年共收到政府信息公开申请37件。');
    expect(check).toMatchObject({ id: 'N1', status: 'fail', lhs: 37, rhs: 10, delta: 27, note: '全年共收到政府信息公开申请37件' });
  });

  it('is zero where none came in', () => {
    const none = tables({ fresh: 0, carried: 0, closed: 0, petitions: 0 });
    for (const sentence of ['2020年，我局未收到政府信息公开申请。', '全年没有收到公民、法人或其他组织的政府信息公开申请。', '本年度收到依申请公开申请0件。']) {
      expect(statusOf('N1', sentence, none)).toBe('pass pass');
      expect(statusOf('N1', sentence)).toBe('fail fail');
    }
  });

  it.each([
    '收到行政复议申请3件。',
    '网站收到留言37条，公开答复29条。',
    '共受理人大代表建议4件、政协委员提案4件。',
    '去年收到政府信息公开申请37件。',
    '2008年以来共收到政府信息公开申请370件。',
    '收到网络申请公开37件。',
    '其中，通过信函收到申请37件。',
    '共收到政府信息公开申请近40件。',
    '共收到政府信息公开申请40余件。',
    '答复政府信息公开申请805件。',
    '不予受理政府信息公开申请37件。',
    '未收到关于政府信息公开申请逾期答复的投诉。',
    '群众对应急管理工作的申请公开渠道更加畅通。',
  ])('is not taken from %s', (sentence) => {
    expect(statusOf('N1', sentence)).toBe('none');
  });

  it('is not held against an organ whose sentence speaks of others too, or only lists', () => {
    expect(statusOf('N1', '全市各级行政机关共收到政府信息公开申请3119件。')).toBe('not_assessable not_assessable');
    expect(statusOf('N1', '公开文件65件，信息公开申请37件。')).toBe('not_assessable not_assessable');
    expect(statusOf('N1', '全市各级行政机关共收到政府信息公开申请10件。')).toBe('pass pass');
  });

  it('prefers among several numbers the one that the table prints', () => {
    expect(statusOf('N1', '共收到政府信息公开申请12件。其中新收政府信息公开申请10件，上年结转2件。')).toBe('pass pass');
  });

  it('cannot be judged where cells that could explain it are not known', () => {
    expect(statusOf('N1', '共收到政府信息公开申请12件。', tables({ carried: 'ambiguous' }))).toBe('not_assessable not_assessable');
    expect(statusOf('N1', '共收到政府信息公开申请10件。', tables({ carried: 'ambiguous' }))).toBe('pass pass');
    expect(statusOf('N1', '共收到政府信息公开申请10件。', new Map())).toBe('not_assessable not_assessable');
  });

  it('takes blanks for zero only in the lenient mode', () => {
    expect(statusOf('N1', '未收到政府信息公开申请。', tables({ fresh: 'blank' }))).toBe('not_assessable pass_lenient');
    expect(statusOf('N1', '共收到政府信息公开申请37件。', tables({ carried: 'blank', petitions: 'dash' }))).toBe('not_assessable fail');
    expect(statusOf('N1', '共收到政府信息公开申请8件。', tables({ carried: 'none_word' }))).toBe('explained explained');
  });
});

describe('N4, no reviews and no lawsuits', () => {
  it.each([
    '全年未收到以应急管理部为被申请人的政府信息公开行政复议案件和行政诉讼案件，未向申请人收取任何费用。',
    '未收到政府信息公开行政复议、复议败诉案件、行政诉讼案件、行政败诉案件。',
    '本年度未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。',
    '2020年，没有因政府信息公开引发行政复议和行政诉讼。',
    '本年度无行政复议、行政诉讼情况。',
    '政府信息公开行政复议、行政诉讼均为0件。',
    '因政府信息公开被申请行政复议、提起行政诉讼数量为0。',
  ])('is read from %s', (sentence) => {
    const [strict, lenient] = checksOf(sentence);
    expect(strict).toMatchObject({ id: 'N4', mode: 'strict', status: 'pass', lhs: 0, rhs: 0, delta: 0 });
    expect(strict?.cells).toEqual(['t4.review.total', 't4.litigation.direct.total', 't4.litigation.after_review.total']);
    expect(lenient).toEqual({ ...strict, mode: 'lenient' });
    expect(checksOf(sentence, tables({ review: 2, after: 1 }))[0]).toMatchObject({ status: 'fail', lhs: 0, rhs: 3, delta: -3 });
  });

  it('speaks only of the venue that it names', () => {
    expect(checksOf('未发生行政诉讼案件。', tables({ review: 5 }))[0]).toMatchObject({ status: 'pass', cells: ['t4.litigation.direct.total', 't4.litigation.after_review.total'] });
    expect(checksOf('没有收到行政复议申请。', tables({ review: 5 }))[0]).toMatchObject({ status: 'fail', rhs: 5, cells: ['t4.review.total'] });
  });

  it.each([
    '信息公开类行政复议7件，诉讼9件，均获维持，继续保持了省级政府零败诉的记录。',
    '未发生行政诉讼败诉案件。',
    '未发生行政复议、行政诉讼败诉的情况。',
    '没有行政复议被纠错的情况。',
    '行政复议10件，行政诉讼10件。',
    '未经复议直接起诉2件。',
    '去年未发生行政复议。',
    '尚未审结的行政诉讼2件。',
    '对无正当理由申请行政复议的予以解释。',
  ])('is not taken from %s', (sentence) => {
    expect(statusOf('N4', sentence)).toBe('none');
  });

  it('takes blanks for zero only in the lenient mode, and unknown cells never', () => {
    expect(statusOf('N4', '未发生行政复议。', tables({ review: 'blank' }))).toBe('not_assessable pass_lenient');
    expect(statusOf('N4', '未发生行政复议。', tables({ review: 'ambiguous' }))).toBe('not_assessable not_assessable');
  });
});

describe('N1 to N6 on all of tables 三 and 四', () => {
  const zeros = (block: string, rows: readonly string[]): Record<string, Value> => Object.fromEntries(rows.map((row) => [`t3.result.${block}.${row}@total`, 0]));
  /** 20 new, 2 carried in, 21 closed (8 open, 3 in part, 1 denied, 6 not held, 2 not processed, 1 otherwise), 1 carried out. */
  const printed = cellsOf({
    't3.new@total': 20, 't3.carry_in@total': 2, 't3.result.open@total': 8, 't3.result.partial@total': 3, 't3.result.total@total': 21, 't3.carry_out@total': 1,
    ...zeros('denied', ['state_secret', 'law_prohibits', 'security_stability', 'internal_affairs', 'deliberative', 'enforcement_file', 'admin_query']), 't3.result.denied.third_party@total': 1,
    't3.result.unable.not_held@total': 5, 't3.result.unable.needs_creation@total': 0, 't3.result.unable.unclear@total': 1,
    ...zeros('not_processed', NOT_PROCESSED), 't3.result.not_processed.petition@total': 2,
    ...zeros('other', ['uncorrected', 'fee_unpaid']), 't3.result.other.misc@total': 1,
    't4.review.total': 2, 't4.litigation.direct.total': 1, 't4.litigation.after_review.total': 0, 't2.a20_8.fee.amount': 0,
  });
  const contradicted = (text: string): string[] => checksOf(text, printed).filter((it) => it.mode === 'strict' && it.status === 'fail').map((it) => `${it.id} ${it.lhs} ${it.rhs}`);

  it.each([
    '收到政府信息公开申请20件，上年结转2件，办结21件，结转下年1件。',
    '收到政府信息公开申请20件，其中1件转交住建局办理，其余19件均已按期答复。',
    '收到政府信息公开申请20件，予以公开（含部分公开）11件，不予公开1件。',
    '收到政府信息公开申请20件，其中不予公开和无法提供的共7件。',
    '收到政府信息公开申请20件，其中不予公开、不予处理3件，无法提供6件。',
    '收到政府信息公开申请20件，其中因不掌握无法提供5件，补正后仍不明确无法提供1件。',
    '收到政府信息公开申请20件，网上申请中予以公开5件，信函申请中予以公开3件。',
    '收到政府信息公开申请20件，答复中予以主动公开2件，依申请公开9件。',
    '我局收到政府信息公开申请20件。全市收到政府信息公开申请500件。其中予以公开210件。',
    '2020年12月收到政府信息公开申请3件，结转下年度1件。',
    '上半年收到政府信息公开申请12件，下半年收到8件。',
    '收到政府信息公开有效申请18件，另有2件补正后撤回。',
    '收到政府信息公开申请20件，予以公开8件，占比36.36%。',
    '我局共办理政府信息公开申请22件，其中上年结转2件，本年新收20件。',
    '收到政府信息公开申请20件，其中当场答复3件，其余按期答复。',
    '收到政府信息公开申请20件，撤回3件，实际办理17件。',
    '收到政府信息公开申请20件，当年办结19件，结转1件。',
    '收到政府信息公开申请20件，同意公开5件，已主动公开3件，不同意公开1件。',
    '收到政府信息公开申请20件，其中市局机关予以公开5件，执法支队予以公开3件。',
    '收到政府信息公开申请20件，2018年结转申请1件、2019年结转申请1件。',
    '依申请公开系统共受理政府信息公开申请11件。',
    '我局办公室收到政府信息公开申请15件，政策法规处收到5件。',
    '收到外省申请人提交的政府信息公开申请4件。',
    '不予公开的1件申请未引起行政诉讼。',
    '对结转的2件申请均已答复，未引发行政复议。',
    '减免行政事业性收费35万元。',
    '未收到法人和其他组织提出的政府信息公开申请。',
    '未收到政府信息公开申请答复不满意的反馈。',
    '未收到政府信息公开申请人的补正回复。',
    '未收到申请公开政府信息的更正申请。',
    '2020年新发生政府信息公开行政诉讼0件。',
    '我市各级行政机关收到政府信息公开申请500件。',
    '没有因不依法履行政府信息公开义务被申请行政复议或者提起行政诉讼。',
    '未发生因信息公开不当引发的行政复议和行政诉讼。',
    '未因超期答复被申请行政复议或提起行政诉讼。',
    '除上述案件外，未发生行政诉讼。',
    '未发生其他因政府信息公开引发的行政诉讼案件。',
    '未发生新的行政复议案件。',
    '没有收到行政复议机关要求履行的通知，无行政诉讼二审案件。',
  ])('nothing is contradicted by %s', (text) => {
    expect(contradicted(text)).toEqual([]);
  });

  it.each([
    ['共收到政府信息公开申请35件。', 'N1 35 20'],
    ['没有收到公民、法人或者其他组织的政府信息公开申请。', 'N1 0 20'],
    ['收到政府信息公开申请20件，予以公开9件。', 'N2:open 9 8'],
    ['收到政府信息公开申请20件，不予公开4件，无法提供6件。', 'N2:denied 4 1'],
    ['收到政府信息公开申请20件。其中无法提供16件。', 'N2:unable 16 6'],
    ['收到政府信息公开申请20件，办结15件。', 'N2:answered 15 21'],
    ['收到政府信息公开申请20件，结转下年度3件。', 'N2:carry_out 3 1'],
    ['收到政府信息公开申请20件。其中网络申请15件，信函申请9件。', 'N3 24 20'],
    ['2020年未发生因政府信息公开引起的行政复议、行政诉讼。', 'N4 0 3'],
    ['收到政府信息公开申请20件，予以公开8件，占60%。', 'N5:open 60 42'],
    ['收取行政事业性收费125万元。', 'N6 125 0'],
  ])('what is contradicted is told: %s', (text, told) => {
    expect(contradicted(text)).toEqual([told]);
  });
});

it('makes no check where the prose says nothing', () => {
  expect(narrativeChecks([], tables())).toEqual([]);
  expect(checksOf('无。')).toEqual([]);
});
