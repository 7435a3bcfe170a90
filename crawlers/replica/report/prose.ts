/** Narrative of invented reports: our own sentences, with counts that agree with the tables. */
import type { Figures } from './figures.ts';
import type { Agency, OgiForm, ReportSection } from './model.ts';
import type { Random } from './random.ts';
import { t2Code, t3Code, t4Code } from './template.ts';

/** Provinces, cities and counties that do not exist. */
const PLACES = {
  province: ['示例省', '样例省', '范本省', '演示省'],
  city: ['示范市', '样板市', '例证市', '模拟市'],
  county: ['试写县', '虚构县', '假设区', '样张区'],
} as const;

/** Names without their place, as some titles print them. */
const PLACELESS = ['自治区应急管理厅', '省应急管理厅', '市应急管理局', '县应急管理局', '区应急管理局', '应急管理局'];

export function randomAgency(random: Random, withPlace: boolean): Agency {
  if (!withPlace) {
    const name = random.pick(PLACELESS);
    return { name, short: name.endsWith('厅') ? '我厅' : '我局' };
  }
  const level = random.weighted([['province', 3], ['city', 4], ['county', 3]] as const);
  const place = level === 'county' && random.chance(0.5) ? random.pick(PLACES.city) + random.pick(PLACES.county) : random.pick(PLACES[level]);
  return level === 'province' ? { name: `${place}应急管理厅`, short: '我厅' } : { name: `${place}应急管理局`, short: '我局' };
}

export interface Story {
  random: Random;
  form: OgiForm;
  agency: Agency;
  year: number;
  /** Before any of them was broken on purpose. */
  figures: Figures;
}

const at = (story: Story, code: string): number => story.figures.get(code) ?? 0;
const total = (story: Story, row: string): number => at(story, t3Code(row, 'total'));

export function title(random: Random, agency: Agency, year: number): string[] {
  const kind = random.weighted([['政府信息公开工作年度报告', 6], ['政府信息公开年度报告', 2], ['政府信息公开工作报告', 1]]);
  return random.weighted<() => string[]>([
    [() => [`${agency.name}${year}年${kind}`], 6],
    [() => [agency.name, `${year}年${kind}`], 3],
    [() => [`${agency.name}${year}年度${kind.replace('年度报告', '报告')}`], 2],
    [() => [`${year}年${agency.name}${kind}`], 2],
    [() => [agency.name, `政府信息公开${year}年度工作报告`], 1],
  ])();
}

export function preface({ random, agency, year }: Story): string[] {
  const period = random.pick([
    `本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`,
    `报告中所列数据的统计期限为${year}年1月1日至12月31日。`,
    `本年度报告中所列数据统计期限从${year}年1月1日到12月31日止。`,
    `统计期限为 ${year} 年 1 月 1 日至 ${year} 年 12 月 31 日。`,
  ]);
  const basis = random.pick([
    `根据《中华人民共和国政府信息公开条例》（国务院令第711号）的规定，编制${agency.name}${year}年度报告。`,
    `按照《中华人民共和国政府信息公开条例》要求，现向社会公布${year}年政府信息公开工作年度报告。`,
    `本报告由${agency.name}依据《中华人民共和国政府信息公开条例》编制。`,
  ]);
  const contact = `如对本报告有疑问，请与${agency.name}办公室联系（地址：示例路${random.int(1, 300)}号，邮编：000000，电话：0000-${random.int(1000000, 9999999)}）。`;
  return [basis + period + (random.chance(0.6) ? contact : '')];
}

/** The sentence that states how many requests came in: what check N1 reads. */
function requestSentence(story: Story): string {
  const { random, year } = story;
  const received = total(story, 'new');
  const [carriedIn, closed, carriedOut] = [total(story, 'carry_in'), total(story, 'result.total'), total(story, 'carry_out')];
  if (received === 0 && carriedIn === 0) {
    return random.pick([`${year}年，${story.agency.short}未收到政府信息公开申请。`, '全年没有收到公民、法人或其他组织的政府信息公开申请。']);
  }
  const tail = carriedOut > 0 ? `，结转下年度继续办理${carriedOut}件` : '，均在法定期限内办结';
  const head = random.pick([`${year}年，共收到政府信息公开申请${received}件`, `全年共收到依申请公开事项 ${received} 件`, `本年度收到政府信息公开申请${received}件`]);
  return `${head}${carriedIn > 0 ? `，上年结转${carriedIn}件` : ''}，办结${closed}件${tail}。`;
}

function disputeSentence(story: Story): string {
  const review = at(story, t4Code('review', 'total'));
  const court = at(story, t4Code('litigation.direct', 'total')) + at(story, t4Code('litigation.after_review', 'total'));
  if (review === 0 && court === 0) return '本年度未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。';
  return `因政府信息公开被申请行政复议${review}件，被提起行政诉讼${court}件。`;
}

function overview(story: Story): string[] {
  const { random, agency, year } = story;
  const n = (low: number, high: number): number => random.int(low, high);
  const parts = [
    `（一）主动公开情况。${year}年，${agency.short}围绕安全生产、防灾减灾救灾和应急救援，通过门户网站发布信息${n(40, 3000)}条，其中预警提示${n(3, 90)}条、政策解读${n(1, 30)}篇。`,
    `（二）依申请公开情况。${requestSentence(story)}${disputeSentence(story)}`,
    `（三）政府信息管理情况。落实先审查、后公开的要求，对拟公开的文件逐件登记，全年清理失效栏目${n(1, 12)}个。历年累计公开文件${n(100, 4000)}余件。`,
    `（四）平台建设情况。微信公众号推送信息${n(20, 900)}条，阅读量约${n(1, 60)}万人次；网站收到留言${n(0, 80)}条，均已答复。`,
    `（五）监督保障情况。组织业务培训${n(1, 6)}次，参加${n(20, 400)}人次；办理人大代表建议${n(0, 12)}件、政协委员提案${n(0, 12)}件。`,
  ];
  const short = random.chance(0.3);
  return [
    `${year}年，${agency.name}认真执行政府信息公开的各项规定，以公开促落实、以公开促规范。`,
    ...(short ? parts.slice(0, 2) : parts),
  ];
}

function other(story: Story): string[] {
  const { random, form, year } = story;
  if (random.chance(0.35)) return [random.pick(['无。', '无', '没有其他需要报告的事项。'])];
  if (form === 'ogi-2019') return [`本报告的电子版可在门户网站查阅。${year}年没有向申请人收取任何费用。`];
  const fee = at(story, t2Code('a20_8', 'fee', 'amount'));
  return [random.pick([
    `${year}年，本机关未收取政府信息公开信息处理费。`,
    `本年度发出收费通知0件，收取信息处理费0元。${fee > 0 ? '行政事业性收费见第二部分。' : ''}`,
  ])];
}

const NUMERALS = ['一', '二', '三', '四', '五', '六'] as const;

export function sections(story: Story): ReportSection[] {
  const { random, agency } = story;
  const [open, partial, denied] = ['result.open', 'result.partial', 'result.unable.not_held'].map((row) => total(story, row)) as [number, number, number];
  const bodies: [ReportSection['id'], string, ReportSection['body']][] = [
    ['overview', '总体情况', overview(story)],
    ['published', '主动公开政府信息情况', [{ table: 't2' }]],
    ['requests', '收到和处理政府信息公开申请情况', [{ table: 't3' }]],
    ['disputes', '政府信息公开行政复议、行政诉讼情况', [{ table: 't4' }]],
    ['problems', '存在的主要问题及改进情况', [
      `一是部分科室公开意识不强，二是解读形式不够多样。${open + partial > denied ? '' : '三是申请人需要的信息往往不由本机关掌握。'}`,
      `下一步，${agency.short}将重点做好以下工作：完善制度，明确${random.int(2, 9)}项责任；加强培训，每季度至少${random.int(1, 3)}次；丰富解读形式。`,
    ]],
    ['other', '其他需要报告的事项', other(story)],
  ];
  return bodies.map(([id, heading, body], i) => ({ id, number: `${NUMERALS[i] ?? ''}、`, heading, body }));
}
