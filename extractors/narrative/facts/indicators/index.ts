/** All indicators. The first whose wording fits has the number, so the narrower ones stand first. */
import type { Indicator } from '../indicator.ts';
import { CHANNEL_INDICATORS, PUBLICATION_INDICATORS } from './publication.ts';
import { REQUEST_INDICATORS } from './requests.ts';
import { WORK_INDICATORS } from './work.ts';

/** In the order in which they are tried. */
export const INDICATORS: readonly Indicator[] = [...REQUEST_INDICATORS, ...WORK_INDICATORS, ...PUBLICATION_INDICATORS, ...CHANNEL_INDICATORS];

/** In the order of the codebook: publication, requests, work. */
export const LISTED: readonly Indicator[] = [...CHANNEL_INDICATORS, ...PUBLICATION_INDICATORS, ...REQUEST_INDICATORS, ...WORK_INDICATORS];

const BY_CODE = new Map(INDICATORS.map((indicator) => [indicator.code, indicator]));

/** The indicator of a code. An unknown code is an error of the program. */
export function indicatorOf(code: string): Indicator {
  const found = BY_CODE.get(code);
  if (!found) throw new Error(`no indicator has the code ${code}`);
  return found;
}
