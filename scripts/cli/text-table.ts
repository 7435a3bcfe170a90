/** Columns of text for a terminal, where a Chinese character takes two places. */

/** Places that a text takes. */
export const width = (text: string): number => [...text].reduce((sum, character) => sum + (character >= '\u1100' && character <= '\uffe6' && !isNarrow(character) ? 2 : 1), 0);

/** Punctuation and signs between U+2010 and U+2E7F are one place wide: – … ≤ → */
const isNarrow = (character: string): boolean => character >= '\u1200' && character < '\u2e80';

/**
 * Lines in which the cells of each column stand under each other, two spaces apart.
 * @param right indexes of the columns whose cells end under each other (numbers)
 */
export function textTable(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...rows.map((row) => width(row[i] ?? ''))));
  return rows.map((row) =>
    widths
      .map((wide, i) => {
        const text = row[i] ?? '';
        const space = ' '.repeat(wide - width(text));
        return right.includes(i) ? space + text : text + space;
      })
      .join('  ')
      .trimEnd(),
  );
}
