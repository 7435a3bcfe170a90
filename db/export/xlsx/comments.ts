/** Comments on the header row, and the boxes that Excel shows them in. */
import { columnName, escaped } from './text.ts';

export interface HeaderComment {
  /** 0-based. */
  column: number;
  text: string;
}

export const commentsXml = (comments: readonly HeaderComment[]): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Gongkai</author></authors><commentList>' +
  comments.map(({ column, text }) => `<comment ref="${columnName(column)}1" authorId="0"><text><t xml:space="preserve">${escaped(text)}</t></text></comment>`).join('') +
  '</commentList></comments>';

/** The anchor of a box: four pairs of column or row and offset in pixels. */
const box = (column: number): string => `${column + 1}, 15, 0, 2, ${column + 4}, 31, 5, 1`;

export const drawingXml = (comments: readonly HeaderComment[]): string =>
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
  '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>' +
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>' +
  comments
    .map(
      ({ column }, i) =>
        `<v:shape id="_x0000_s${1025 + i}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>` +
        `<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${box(column)}</x:Anchor>` +
        `<x:AutoFill>False</x:AutoFill><x:Row>0</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`,
    )
    .join('') +
  '</xml>';
