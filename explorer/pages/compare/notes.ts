/** What must be said under a chart: how the editions compare, what is small, what is missing. */
import { breaksOf } from '../../charts/segments.ts';
import { nameIn } from '../../charts/parts.ts';
import type { Ui } from '../../frame/ui.ts';
import type { View } from '../../queries/compare/choice.ts';
import type { Block } from '../../queries/compare/comparison.ts';
import { codesIn } from '../../queries/compare/measures.ts';
import { COMPARE as W } from '../../words/compare.ts';

/** One sentence each, in order. */
export function notesOf(ui: Ui, { measure, series, ranking }: Block, years: readonly number[], view: View): string[] {
  const shown = [...series, ...(ranking?.unknown ?? [])];
  const points = shown.flatMap((one) => one.points);
  const groups = shown.filter(({ kind }) => kind === 'group');
  const colon = ui.language === 'zh' ? '：' : ': ';
  const breaks = breaksOf(measure, years).map((one) => {
    const codes = (form: string): string => codesIn(measure, form).join(' + ');
    const other = codes(one.before) === codes(one.after) ? '' : ` (${codes(one.before)} → ${codes(one.after)})`;
    const note = measure.counterparts.find(({ edition }) => edition === one.before || edition === one.after)?.note;
    return `${ui.say(W.breakFrom(one.year, one.edition))}${colon}${ui.say(W.comparability[one.comparability])}${other}${note ? ` ${note}.` : ''}`;
  });
  const missing = groups.flatMap((group) => {
    const short = group.points.filter(({ reported, members }) => reported !== null && reported < members!);
    if (short.length === 0) return [];
    return [ui.say(W.poolMissing(nameIn(ui, group.name), short.map(({ year, reported, members }) => `${year} ${reported}/${members}`).join(ui.language === 'zh' ? '，' : ', ')))];
  });
  const behind = view === 'panels' && series.some(({ kind }) => kind === 'agency') ? groups[0] : undefined;
  return [
    ...(behind === undefined ? [] : [ui.say(W.behindNote(nameIn(ui, behind.name)))]),
    ...(measure.formula === null ? [] : [`${ui.say(W.formula)}${colon}${measure.formula}`]),
    ...breaks,
    ...(measure.note !== null && measure.type !== 'rate' && measure.formula === null ? [measure.note] : []),
    ...(points.some(({ small }) => small) ? [ui.say(W.smallNote)] : []),
    ...(points.some(({ value }) => value === null) ? [ui.say(W.gapNote)] : []),
    ...(groups.length > 0 ? [ui.say(W.poolNote)] : []),
    ...missing,
  ];
}
