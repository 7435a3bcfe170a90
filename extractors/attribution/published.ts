/** When a report was published, as the page itself says. */
import type { Document } from '../document.ts';
import { foldWidth } from '../normalise.ts';
import { dayIn, loneDay } from './dates.ts';
import type { Surroundings } from './head.ts';
import { behindTitle } from './title.ts';

const META = /^(?:pubdate|publishdate|publish_date|pubtime|publishtime|firstpublishedtime)$/i;
/** Labels in order of how directly they speak of publication; 成文日期 is the day it was drawn up. */
const LABELS = [['发布日期', '发布时间'], ['公开日期', '公开时间'], ['发文日期', '生成日期', '日期'], ['成文日期']];

/**
 * The day of publication as YYYY-MM-DD: from metadata, else a labelled date, else a day that stands alone on a line before
 * the report (under its title, or under the announcement that carries it), else the one under a signature at its end.
 * Null where the page prints none; the report's own period is never taken for it.
 */
export function publishedOn(document: Document, { head, labelled, tail }: Surroundings): string | null {
  for (const [name, value] of Object.entries(document.meta)) {
    const day = META.test(name) ? dayIn(foldWidth(value)) : null;
    if (day !== null) return day;
  }
  for (const labels of LABELS)
    for (const { label, raw } of labelled) {
      const day = labels.includes(label) ? dayIn(raw) : null;
      if (day !== null) return day;
    }
  for (const line of [...head].reverse().concat([...tail].reverse())) {
    const day = loneDay(line.text) ?? loneDay(behindTitle(line.text));
    if (day !== null) return day;
  }
  return null;
}
