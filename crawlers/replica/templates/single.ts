/** A column whose index page is the article itself; above it a page that links to the years. */
import type { Answer, Ask } from '../site.ts';
import { html } from '../answer.ts';
import type { Template } from '../template.ts';
import type { ColumnView } from '../view.ts';
import { trs } from './trs.ts';

function list(view: ColumnView, ask: Ask): Answer | null {
  const only = view.rows[0];
  if (view.column.nodes) return trs.list(view, ask);
  return only && ask.url.pathname === view.column.path ? html(trs.page(only, view)) : null;
}

export const single: Template = { ...trs, article: (_paper, column) => column.path, list };
