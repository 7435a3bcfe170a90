/** Residue that programs which turn Word and PDF files into text leave behind; none of it was printed. */

const bookmark = /\[bookmark: [^\[\]\n]{0,200}\]/g;
const emphasis = /\*\*([^*\n]+)\*\*/g;
const autolink = /<(https?:\/\/[^<>\s]+)>/g;

/** Takes out `[bookmark: _GoBack]`, the stars of `**bold**` and the angle brackets of `<http://…>`; `1***` stays. */
export function withoutArtefacts(text: string): string {
  if (!/\[b|\*\*|<h/.test(text)) return text;
  return text.replace(bookmark, '').replace(emphasis, '$1').replace(autolink, '$1');
}
