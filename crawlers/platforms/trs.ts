/** TRS WCM (拓尔思): static lists `index.html, index_1.html …`, whose pager is drawn by script. */
import { articleOf } from './article.ts';
import { listing } from './listing.ts';
import { filesBeside, framesOf, linkedNext, numberInName, pagerOf, request } from './paging.ts';
import { likeness } from './recognition.ts';
import type { Mark } from './recognition.ts';
import { rowsOf } from './rows.ts';
import type { Column, Further, Page, Platform } from './platform.ts';

const MARKS: readonly Mark[] = [
  [/TRS_(?:Editor|UEDITOR|PreAppend)|trs_editor_view|CurrChnlCls/, 0.4],
  [/createPageHTML\s*\(/, 0.4],
  [/[/"'][PW]0\d{15,}\.(?:pdf|docx?|jpe?g|png)/i, 0.3],
];

/** The ministry's sections show their list in a frame beside other things. */
const LIST_FRAMES = '.scy_main_r iframe';

/** Fewer rows than any site puts on a page: there is no second one. */
const FEWEST = 5;

export const trs: Platform = {
  id: 'trs',
  recognise: (page) => likeness(page, MARKS, ['trs', 'trs-id']),
  list(page, column) {
    const links = rowsOf(page);
    const frames = framesOf(page, LIST_FRAMES).map((it) => request(it, column));
    const next = [...frames, ...following(page, column, links.length)];
    return listing(page, column, { links, next, ...(pagerOf(page)?.count === 0 && { empty: true }) });
  },
  article: (page) => articleOf(page),
};

/** The page that follows, by link or by the pager's script; failing both, `index_1`, on a guess. */
function following(page: Page, column: Column, rows: number): Further[] {
  const linked = linkedNext(page);
  if (linked !== null) return [request(linked, column)];
  const pager = pagerOf(page);
  const here = numberInName(page.url, pager?.name ?? null);
  const name = pager?.name ?? (here.stem || 'index');
  const extension = pager?.extension ?? (here.extension || 'html');
  if (pager === null) return here.number === null && rows >= FEWEST ? filesBeside(page, name, [1], extension, column, true) : [];
  const at = here.number ?? 0;
  if (pager.first === 0) return at + 1 < pager.count ? filesBeside(page, name, [at + 1], extension, column, false) : [];
  // Counted from 1, the second page is index_1 on some sites and index_2 on others.
  const current = pager.current ?? at + 1;
  if (current >= pager.count) return [];
  return here.number === null ? filesBeside(page, name, [1, 2], extension, column, true) : filesBeside(page, name, [at + 1], extension, column, false);
}
