/** Documents built by hand, for tests of what comes after the readers. */
import type { Block, Document, Format, Grid } from '../../extractors/document.ts';

type Part = string | { heading: string; level?: number } | { grid: string[][] };

/** A document of these parts in order: strings are paragraphs. */
export function documentOf(parts: readonly Part[], more: Partial<Omit<Document, 'blocks'>> = {}): Document {
  let table = 0;
  const blocks = parts.map((part, index): Block => {
    const place = { line: index + 1 };
    if (typeof part === 'string') return { kind: 'paragraph', text: part, place };
    if ('heading' in part) return { kind: 'heading', level: part.level ?? 1, text: part.heading, place };
    return gridOf(part.grid, table++);
  });
  const format: Format = 'html';
  return { format, title: null, meta: {}, problems: [], ...more, blocks };
}

function gridOf(rows: string[][], table: number): Grid {
  const cells = rows.flatMap((texts, row) => texts.map((text, col) => ({ text, row, col, rowSpan: 1, colSpan: 1, place: {} })));
  const cols = Math.max(0, ...rows.map((it) => it.length));
  return { kind: 'grid', table, rows: rows.length, cols, cells, columns: 'spans', seams: [], place: {} };
}

/**
 * A rough document of a text archive: a paragraph per run of lines, a grid per run of lines with tabs. For tests of prose
 * alone; the reader of `extractors/formats/text` does it properly.
 */
export function roughDocument(text: string): Document {
  const parts: Part[] = [];
  for (const line of text.split('\n')) {
    const last = parts.at(-1);
    if (line.includes('\t')) {
      const row = line.split('\t').map((it) => it.trim());
      if (typeof last === 'object' && 'grid' in last) last.grid.push(row);
      else parts.push({ grid: [row] });
    } else if (line.trim() !== '' && !(typeof last === 'object' && 'grid' in last && line.trim().length < 9)) parts.push(line.replace(/^#+\s*/, ''));
  }
  return documentOf(parts, { format: 'text' });
}
