/** What a page is: one reading of the database, shown as a page, as JSON and as a table for CSV. */
import type { Child } from 'hono/jsx';
import type { CsvValue } from '../../db/export/csv.ts';
import type { Context } from '../context.ts';
import type { Ui } from './ui.ts';
import type { Query } from './query.ts';

/** A table to take away: what `.csv` gives. */
export interface Table {
  columns: readonly string[];
  rows: Iterable<readonly CsvValue[]>;
}

/** In which form a page is given. */
export type Form = 'html' | 'json' | 'csv';

/** `D`: what `read` finds and all three views show. */
export interface Page<D> {
  /** Route, with `:name` for its variable parts; `.json` and `.csv` behind it give the twins. */
  path: string;
  /** What the address asks for, and in which form it will be given. Throws Refused where there is no such thing. */
  read(context: Context, query: Query, form: Form): D | Promise<D>;
  /** The status of the answer, where what was found is no success. */
  status?(data: D): 200 | 400 | 408 | 503;
  title(data: D, ui: Ui): string;
  body(data: D, ui: Ui): Child;
  /** What `.json` gives, where that is not `data` itself. */
  json?(data: D): unknown;
  table(data: D): Table;
}

/** Any page, whatever it reads. Only its own functions ever see its data. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyPage = Page<any>;
