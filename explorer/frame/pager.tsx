/** The way through a list that is longer than a page. */
import type { Child } from 'hono/jsx';
import { PAGER as W } from '../words/pager.ts';
import type { Ui } from './ui.ts';

interface Props {
  ui: Ui;
  /** The page shown, from 1. */
  page: number;
  /** How many pages there are. */
  pages: number;
  /** Anchor to return to. */
  at?: string;
}

/** Nothing where one page holds everything. */
export function Pager({ ui, page, pages, at = '' }: Props): Child {
  if (pages <= 1) return null;
  const to = (number: number, text: string, rel?: string): Child => <a href={`${ui.link({ page: number === 1 ? null : number })}${at}`} rel={rel}>{text}</a>;
  return (
    <nav class="pager" aria-label={ui.say(W.pages)}>
      {page > 2 ? to(1, ui.say(W.first)) : null}
      {page > 1 ? to(page - 1, ui.say(W.previous), 'prev') : null}
      <span>{`${ui.say(W.page)} ${ui.number(page)} / ${ui.number(pages)}`}</span>
      {page < pages ? to(page + 1, ui.say(W.next), 'next') : null}
      {page < pages - 1 ? to(pages, ui.say(W.last)) : null}
    </nav>
  );
}
