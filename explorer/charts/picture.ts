/** A chart to take away: by itself it says what it shows, how to read it, where it is from, and whether its figures are invented. */
import { SOFT, svgOf, text, widthOf, type Drawing } from './draw.ts';

export interface Part {
  title: string;
  chart: Drawing;
  notes: readonly string[];
}

export interface Picture {
  parts: readonly Part[];
  description: string;
  /** Where the figures are from; the last line. */
  source: string;
  /** In red over everything; null where the figures are real. */
  invented: string | null;
  width: number;
}

const PAD = 16;
const BAD = '#a3211f';

/** The text in lines no wider than `room` pixels. Chinese breaks anywhere, other scripts at blanks. */
export function wrapped(words: string, room: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of words.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? []) {
    if (line !== '' && widthOf((line + piece).trimEnd(), size) > room) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

/** A whole SVG file. */
export function pictureOf({ parts, description, source, invented, width }: Picture): string {
  const room = width - 2 * PAD;
  let y = PAD;
  let inner = '';
  const write = (words: string, size: number, colour: string, weight = 400): void => {
    for (const line of wrapped(words, room, size)) {
      y += size * 1.4;
      inner += text(PAD, y - size * 0.25, line, `text-anchor="start" font-size="${size}" fill="${colour}" font-weight="${weight}"`);
    }
  };
  if (invented !== null) write(invented, 14, BAD, 700);
  for (const { title, chart, notes } of parts) {
    y += 4;
    write(title, 16, '#1c1b1a', 700);
    inner += `<svg x="${PAD}" y="${y.toFixed(1)}" width="${chart.width}" height="${chart.height}" viewBox="0 0 ${chart.width} ${chart.height}">${chart.inner}</svg>`;
    y += chart.height + 4;
    for (const note of notes) write(note, 11, SOFT);
    y += 6;
  }
  write(source, 11, SOFT);
  if (invented !== null) write(invented, 12, BAD, 700);
  const height = Math.ceil(y + PAD);
  const ground = `<rect width="${width}" height="${height}" fill="#ffffff"/>`;
  return svgOf({ inner: ground + inner, width, height }, { title: parts.map(({ title }) => title).join(' · '), description, id: 'picture' });
}

/** Of a picture, what a chart may take. */
export const chartRoom = (width: number): number => width - 2 * PAD;

