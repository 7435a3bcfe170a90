/** Text out of bytes: what is declared is heard, what the bytes say decides. */
import { describe, expect, it } from 'vitest';
import { declaredInMarkup, decode } from '../../../extractors/formats/encoding.ts';
import { encodeGb } from '../../../crawlers/replica/render/gb18030.ts';

const words = '聊城市应急管理局2020年政府信息公开工作年度报告，螅镇。';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const codes = ({ problems }: { problems: { code: string }[] }): string[] => problems.map(({ code }) => code);

describe('decode', () => {
  it('reads UTF-8 and GB18030 without any declaration', () => {
    expect(decode(utf8(words))).toEqual({ text: words, encoding: 'utf-8', problems: [] });
    expect(decode(encodeGb(words, false))).toEqual({ text: words, encoding: 'gb18030', problems: [] });
  });

  it('reads characters that only the four-byte part of GB18030 has', () => {
    const beyond = Uint8Array.from([0x95, 0x32, 0x82, 0x36]);
    expect(decode(Buffer.concat([encodeGb('姓名㐂镕䶮', false), beyond])).text).toBe('姓名㐂镕䶮𠀀');
  });

  it('obeys a byte order mark, and takes it off', () => {
    expect(decode(utf8(`\ufeff${words}`)).text).toBe(words);
    const little = Buffer.from(`\ufeff${words}`, 'utf16le');
    expect(decode(little)).toMatchObject({ text: words, encoding: 'utf-16le' });
    expect(decode(Buffer.from(little).swap16())).toMatchObject({ text: words, encoding: 'utf-16be' });
  });

  it('tells UTF-16 without a mark', () => {
    const text = '一、总体情况\r\n2020 report of 1 page\r\n';
    expect(decode(Buffer.from(text, 'utf16le'))).toMatchObject({ text, encoding: 'utf-16le' });
    expect(decode(Buffer.from(text, 'utf16le').swap16())).toMatchObject({ text, encoding: 'utf-16be' });
  });

  it('is not misled by a header or a meta element, and says so', () => {
    const page = (charset: string): string => `<meta charset="${charset}"><p>${words}</p>`;
    const asGb = decode(encodeGb(page('utf-8'), false), undefined, declaredInMarkup);
    expect(asGb.text).toBe(page('utf-8'));
    expect(codes(asGb)).toEqual(['encoding_contradicted']);
    const asUtf8 = decode(utf8(page('gb2312')), undefined, declaredInMarkup);
    expect(asUtf8.text).toBe(page('gb2312'));
    expect(codes(asUtf8)).toEqual(['encoding_contradicted']);
    const byHeader = decode(encodeGb(words, false), 'text/html; charset=ISO-8859-1');
    expect(byHeader.text).toBe(words);
    expect(codes(byHeader)).toEqual(['encoding_contradicted']);
  });

  it('finds nothing to say where declaration and bytes agree, or where all is ASCII', () => {
    for (const charset of ['gb2312', 'GBK', 'gb18030']) {
      expect(codes(decode(encodeGb(`<meta http-equiv="Content-Type" content="text/html; charset=${charset}">${words}`, true), undefined, declaredInMarkup))).toEqual([]);
    }
    expect(codes(decode(utf8('<meta charset=gb2312>0'), undefined, declaredInMarkup))).toEqual([]);
  });

  it('takes Big5 at its word', () => {
    // 政府資訊 in Big5
    const bytes = Uint8Array.from([0xac, 0x46, 0xa9, 0xb2, 0xb8, 0xea, 0xb0, 0x54]);
    expect(decode(bytes, 'text/html; charset=big5')).toMatchObject({ text: '政府資訊', encoding: 'big5', problems: [] });
  });

  it('keeps UTF-8 with one broken character UTF-8', () => {
    const bytes = Buffer.concat([utf8(words), Uint8Array.from([0xe5, 0xba]), utf8('。')]);
    const read = decode(bytes);
    expect(read.text).toBe(`${words}\ufffd。`);
    expect(codes(read)).toEqual(['encoding_damaged']);
  });

  it('finds a declaration in meta elements of every make', () => {
    expect(declaredInMarkup('<html><head><title>x</title><META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=gb2312">')).toBe('gb2312');
    expect(declaredInMarkup("<meta charset='GBK'/>")).toBe('GBK');
    expect(declaredInMarkup('<?xml version="1.0" encoding="gb18030"?>')).toBe('gb18030');
    expect(declaredInMarkup('<p>charset=gbk</p>')).toBeNull();
  });
});
