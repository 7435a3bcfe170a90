/** Texts, names and addresses as a workbook writes them. */

/** Characters (UTF-16 units) that a cell of Excel holds. */
export const MAX_TEXT = 32_767;

/** What stands in place of a text that no cell of Excel can hold. */
export const tooLong = (length: number): string =>
  `⟨${length} 字符，超出 Excel 单元格上限，全文见 CSV 或 Parquet · ${length} characters, more than a cell of Excel holds; see the CSV or Parquet file⟩`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters that XML cannot hold, CR (XML turns it into LF), lone surrogates, and what looks like such an escape. */
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|_(?=x[\dA-Fa-f]{4}_)/g;

/** A text for a cell: XML's entities, and Excel's `_xHHHH_` for what XML cannot hold (ECMA-376, ST_Xstring). */
export const escaped = (text: string): string =>
  text
    .replace(UNWRITABLE, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);

/** A, B … Z, AA …; `index` from 0. */
export function columnName(index: number): string {
  let name = '';
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26)) name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

const MAX_NAME = 31;

/** Names of sheets: what Excel refuses is replaced, and none stands twice. */
export class SheetNames {
  readonly #taken = new Set<string>();

  take(wanted: string): string {
    const clean = wanted.replace(/[[\]:*?/\\]/g, '_').replace(/^'|'$/g, '_').slice(0, MAX_NAME) || 'sheet';
    let name = clean;
    for (let n = 2; this.#taken.has(name.toLowerCase()); n++) name = `${clean.slice(0, MAX_NAME - String(n).length - 1)} ${n}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}
