/** The fiscal year that a column stands for: 政府信息公开年报 > 2023年, …/zfxxgknb/2023n/. Some nodes lie; titles come first. */
import { normalise } from './normalise.ts';
import { readYears } from './years.ts';

/** 2023, 2024n, 2025nb, 2019n_5728576, 2024_nd, 2019_szfbm; a year's node of a path, or a parameter. */
const NODE = /^(20[0-4]\d)(?:n|nd|nb|ndb)?(?:_[a-z0-9]+)?$/i;
const LONGEST_HEADING = 200;
const PARAMETERS = ['fbtime', 'year', 'nf', 'nd'];

/** Years that the last step of a column's heading names; failing that, the last node of its address that is one, or its parameter. */
export function columnYears(heading: string, url: string): number[] {
  const named = readYears(normalise(heading.slice(-LONGEST_HEADING).split('>').at(-1) ?? '')).years;
  if (named.length > 0) return named;
  const { pathname, searchParams } = new URL(url);
  const asked = PARAMETERS.map((it) => NODE.exec(searchParams.get(it) ?? '')?.[1]).find((it) => it !== undefined);
  const node = pathname.split('/').map((it) => NODE.exec(it)?.[1]).findLast((it) => it !== undefined);
  const year = asked ?? node;
  return year === undefined ? [] : [Number(year)];
}
