/** A field of the coverage: never colour alone, but a sign, a title, and words for those who listen. */
import type { Child } from 'hono/jsx';
import type { Field } from '../queries/coverage.ts';
import { READING, SOURCE, STATUSES } from '../words/terms.ts';
import type { Ui } from './ui.ts';

const READING_SIGNS = { exact: '✓', inferred: '~', ambiguous: '?' } as const;
const STATUS_SIGNS = { published: '✓', removed: '†', unreadable: '×', blocked: '!', unreachable: '…', not_found: '○', not_due: '·', unknown: '–' } as const;

/** Reading and arithmetic are two verdicts: the ground shows the first, `≠` the second. */
export function signOf({ status, reading, source }: Field): string {
  const sign = reading === null || status === 'removed' ? STATUS_SIGNS[status] : READING_SIGNS[reading];
  if (source !== 'inconsistent') return sign;
  return sign === '✓' ? '≠' : `${sign}≠`;
}

/** The class that colours it. */
export function fieldClass({ status, reading, source }: Field): string {
  const ground = status === 'published' && reading !== null ? reading : status;
  return source === 'inconsistent' ? `f ${ground} uneven` : `f ${ground}`;
}

/** In words: status, and the two verdicts where there is a report. */
export function fieldText({ status, reading, source }: Field, ui: Ui): string {
  const comma = ui.language === 'zh' ? '，' : ', ';
  return [STATUSES[status], ...(reading === null ? [] : [READING[reading]!]), ...(source === null ? [] : [SOURCE[source]!])].map((phrase) => ui.say(phrase)).join(comma);
}

/** The sign alone, on its ground, with its meaning behind it. */
export function FieldMark({ field, ui }: { field: Field; ui: Ui }): Child {
  return <span class={fieldClass(field)} title={fieldText(field, ui)} aria-hidden="true">{signOf(field)}</span>;
}
