/** Puts the text of an RTF file together: bytes in the code page of their font, \u escapes with what stands in for them. */

/** \fcharset → encoding. Others are read in the document's code page. */
const CHARSETS: Readonly<Record<number, string>> = { 134: 'gb18030', 136: 'big5', 128: 'shift_jis', 129: 'euc-kr', 204: 'windows-1251', 238: 'windows-1250' };
/** \ansicpg → encoding. */
const PAGES: Readonly<Record<number, string>> = { 936: 'gb18030', 54936: 'gb18030', 950: 'big5', 932: 'shift_jis', 949: 'euc-kr', 65001: 'utf-8', 1250: 'windows-1250', 1251: 'windows-1251' };
const LATIN = 'windows-1252';

export const encodingOfCharset = (charset: number): string | undefined => CHARSETS[charset];
export const encodingOfPage = (page: number): string => PAGES[page] ?? LATIN;

export class RtfText {
  #text = '';
  #bytes: number[] = [];
  #encoding = LATIN;
  readonly #decoders = new Map<string, TextDecoder>();

  /** One byte, in the encoding in force. A change of encoding in the middle of a sign ends that sign. */
  byte(value: number, encoding: string): void {
    if (encoding !== this.#encoding) this.#flush();
    this.#encoding = encoding;
    this.#bytes.push(value);
  }

  add(text: string): void {
    this.#flush();
    this.#text += text;
  }

  /** What was put together so far; begins anew. */
  take(): string {
    this.#flush();
    const text = this.#text;
    this.#text = '';
    return text;
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    let decoder = this.#decoders.get(this.#encoding);
    if (decoder === undefined) this.#decoders.set(this.#encoding, (decoder = new TextDecoder(this.#encoding)));
    this.#text += decoder.decode(Uint8Array.from(this.#bytes));
    this.#bytes = [];
  }
}
