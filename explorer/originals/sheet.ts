/** One page of an original whose places are boxes on pages, where the browser cannot draw the file itself. */
import type { Painted } from '../../extractors/formats/pdf/canvas.ts';

/** What is drawn of a page: its characters and rules, or a picture that fills it. */
export type Drawing = ({ kind: 'print' } & Pick<Painted, 'glyphs' | 'bars'>) | { kind: 'picture'; type: 'image/png' | 'image/jpeg'; bytes: Uint8Array };

export interface Sheet {
  /** In points, as the boxes are. */
  width: number;
  height: number;
  drawing: Drawing;
}
