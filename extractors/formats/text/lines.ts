/** A text cut into lines, each with its number, and what kind of line it is. */

export interface Line {
  /** Without its line end. */
  text: string;
  /** 1-based. */
  number: number;
  kind: 'blank' | 'tabbed' | 'prose' | 'furniture';
}

const blank = /^[ \u00a0\u3000\f\v\ufeff]*$/;
/** -3-, — 4 —, ·5·, 第 3 页, 第3页 共6页, 3/6 on a line of their own. */
const pageNumber = /^[ \u00a0\u3000\f]*(?:[-–—－·~][ \u00a0]*\d{1,3}[ \u00a0]*[-–—－·~]|第[ \u00a0]*\d{1,3}[ \u00a0]*页(?:[，,/ \u00a0]*共[ \u00a0]*\d{1,3}[ \u00a0]*页)?|\d{1,3}[ \u00a0]*[/／][ \u00a0]*\d{1,3})[ \u00a0\u3000]*$/;
const bareNumber = /^[ \u00a0\u3000\f]*(\d{1,3})[ \u00a0\u3000]*$/;

export function linesOf(text: string): Line[] {
  const lines: Line[] = text.split(/\r\n|\n|\r/).map((line, at) => ({ text: line, number: at + 1, kind: kindOf(line) }));
  markBareNumbers(lines);
  return lines;
}

function kindOf(line: string): Line['kind'] {
  if (line.includes('\t')) return 'tabbed';
  if (blank.test(line)) return 'blank';
  return pageNumber.test(line) ? 'furniture' : 'prose';
}

/**
 * A bare number on a line between blank ones is a page number where it ends the text, or where all such numbers count
 * up by one. Any other stays a line of text.
 */
function markBareNumbers(lines: Line[]): void {
  const alone = lines.filter(({ text, kind }, at) => kind === 'prose' && bareNumber.test(text) && isBlank(lines[at - 1]) && isBlank(lines[at + 1]));
  const numbers = alone.map(({ text }) => Number(bareNumber.exec(text)![1]));
  const counting = numbers.length > 1 && numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1);
  if (counting) for (const line of alone) line.kind = 'furniture';
  const last = lines.findLast(({ kind }) => kind !== 'blank');
  if (last !== undefined && alone.includes(last)) last.kind = 'furniture';
}

function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.kind === 'blank';
}
