/** What a CMS family is to the replica: where it puts things, and the markup that it makes of them. */
import type { Answer, Ask } from './site.ts';
import type { Addresses, ColumnView, PaperView } from './view.ts';

export interface Template extends Addresses {
  /** Answers every address that a column's list is made of: pages, frames, data. Null where the address is none of them. */
  list(view: ColumnView, ask: Ask): Answer | null;
  /** The page of an article; `article()` is where it stands. */
  page(view: PaperView, column: ColumnView): string;
  /** Answers an address of the platform that belongs to no column: an interface, a download that wants something. */
  extra?(columns: readonly ColumnView[], ask: Ask): Answer | null;
}
