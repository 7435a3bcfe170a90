/** N5: a percentage that the prose prints is that of its own numbers: 不予公开3件 of 87, 占3.4%. */
import { squeeze } from '../../normalise.ts';
import type { Check, Fact } from '../../report.ts';
import { NOT_PROCESSED, quoteOf } from './requests.ts';
import { difference, isExact, type Cells } from './values.ts';

const NAMES: readonly (readonly [code: string, name: string])[] = [
  ['n.req.disclosed', '予以公开(?:和|及|与|、)(?:予以)?部分公开'],
  ['n.req.partial', '部分公开'],
  ['n.req.denied', '不予公开'],
  ['n.req.open', '予以公开'],
  ['n.req.unable', '无法提供'],
  ['n.req.not_processed', '不予处理'],
  ['n.req.other', '其他处理'],
];
/** Right behind the number: 件,占33.9%; what it is a share of may be said. */
const BEHIND = /^[,(]?(?:占比|占|比例|占总数|比重)(?:申请|总|数|量|全部|答复|办理|办结|受理|收到|的|件|比|比例|为|达|到|约为)*(\d+(?:\.\d+)?)%/;
const named = (name: string): RegExp => new RegExp(`(?<![和及与、不])${name}(?:的)?(?:信息|申请|答复)?(?:占比|比例|率)(?:仅|为|达|达到|仅为)*(\\d+(?:\\.\\d+)?)%`);

/** The percentages found, one check each, strict and lenient alike. A share of something else than requests is left alone. */
export function shares(facts: readonly Fact[], cells: Cells): Check[] {
  const percent = [...new Set(facts.map((it) => it.sentence))].filter((it) => /[%％]/.test(it)).map((it) => squeeze(it));
  const wholes = percent.length === 0 ? [] : denominators(facts, cells);
  if (wholes.length === 0) return [];
  const outcomes = facts.filter((fact) => NAMES.some(([code]) => code === fact.code)).filter(isExact);
  const sentences = new Map<string, string>();
  const squeezed = (text: string): string => sentences.get(text) ?? (sentences.set(text, squeeze(text)), sentences.get(text)!);
  return outcomes.flatMap((fact) => {
    const text = squeezed(fact.sentence);
    const number = squeeze(fact.raw);
    const at = text.indexOf(number);
    const pattern = named(NAMES.find(([code]) => code === fact.code)![1]);
    const elsewhere = percent.map((it) => pattern.exec(it)).find((it) => it !== null);
    const printed = (at < 0 ? null : BEHIND.exec(text.slice(positionOf(text, number, fact) + number.length))) ?? elsewhere ?? null;
    return printed === null ? [] : bothAlike(judge(fact, printed[1]!, wholes, elsewhere?.input ?? text));
  });
}

/** The number's own place in the squeezed sentence: equal numbers can stand in it several times, so its own words must precede it. */
function positionOf(text: string, number: string, { code }: Fact): number {
  const name = NAMES.find(([it]) => it === code)![1];
  const found = new RegExp(`${name}[^,;]{0,12}?(?=${number.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`).exec(text);
  return found ? found.index + found[0].length : text.indexOf(number);
}

interface Whole {
  name: string;
  value: number;
}

function denominators(facts: readonly Fact[], cells: Cells): Whole[] {
  const prose = facts.filter((fact) => fact.code === 'n.req.received' || fact.code === 'n.req.answered').filter(isExact).map(({ code, value }) => ({ name: code, value }));
  const table = [
    ...['t3.result.total@total', 't3.new@total'].map((name) => ({ name, value: difference([name], [], 'strict', cells) })),
    { name: 't3.new@total + t3.carry_in@total', value: difference(['t3.new@total', 't3.carry_in@total'], [], 'strict', cells) },
    { name: 't3.result.total@total - not_processed', value: difference(['t3.result.total@total'], NOT_PROCESSED, 'strict', cells) },
  ];
  return [...prose, ...table].filter((it): it is Whole => it.value !== null && it.value > 0);
}

/** Rounded or cut off at the places printed. */
function judge(fact: Fact & { value: number }, printed: string, wholes: readonly Whole[], text: string): Check {
  const places = printed.includes('.') ? printed.length - printed.indexOf('.') - 1 : 0;
  const unit = 10 ** -places;
  const lhs = Number(printed);
  const share = (whole: Whole): number => (fact.value / whole.value) * 100;
  const fits = wholes.find((it) => Math.abs(share(it) - lhs) <= unit / 2 + 1e-9 || (share(it) >= lhs - 1e-9 && share(it) < lhs + unit));
  const shown = fits ?? wholes.reduce((nearest, it) => (Math.abs(share(it) - lhs) < Math.abs(share(nearest) - lhs) ? it : nearest));
  const rhs = fits ? lhs : Number(share(shown).toFixed(places));
  return {
    id: `N5:${fact.code.slice('n.req.'.length)}`, mode: 'strict', status: fits ? 'pass' : fact.scope === 'own' ? 'fail' : 'not_assessable', lhs, rhs,
    delta: Number((lhs - rhs).toFixed(places)), cells: shown.name.match(/t3\.[a-z_.]+@total/g) ?? [],
    note: `${quoteOf({ sentence: text })} [${fits ? '=' : 'nearest meaning:'} ${fact.value} of ${shown.value}, ${shown.name}]`,
  };
}

const bothAlike = (check: Check): Check[] => [check, { ...check, mode: 'lenient' }];
