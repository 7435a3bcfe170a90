/** Formats by content. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../extractors/document.ts';
import { readDocument } from '../../../extractors/formats/index.ts';
import { sniff } from '../../../extractors/formats/sniff.ts';
import { encodeGb } from '../../../crawlers/replica/render/gb18030.ts';
import { corpus, needs } from '../../support/needs.ts';

const of = (text: string): Uint8Array => new TextEncoder().encode(text);
const zip = (...names: string[]): Uint8Array => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<x/>')])));
const ole = (stream: string): Uint8Array =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024), Buffer.from(stream, 'utf16le'), Buffer.alloc(64)]);

describe('sniff', () => {
  it.each([
    ['%PDF-1.7\n%âãÏÓ', 'pdf'],
    ['\ufeff\r\n%PDF-1.4\n', 'pdf'],
    ['<!DOCTYPE html><html><body>', 'html'],
    ['\ufeff  <html xmlns:o="urn:x">', 'html'],
    ['<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" ""><html>', 'html'],
    ['<!-- 正文 --><div class="article"><p>一、总体情况</p></div>', 'html'],
    ['2020年报告<br>一、总体情况<br>无<table><tr><td>0</td></tr></table>', 'html'],
    ['<html><body>本站 PDF 文件以 %PDF-1.4 开头</body></html>', 'html'],
    ['# 聊城市应急管理局\n\n## 一、总体情况\n\n规章\t0\t0\n网站（<http://www.liaocheng.gov.cn/>）', 'text'],
    ['一、总体情况', 'text'],
    ['{"code":404}', 'text'],
  ])('%j is %s', (text, format) => {
    expect(sniff(of(text))).toEqual({ format });
  });

  it('knows text in the encodings of archives', () => {
    expect(sniff(encodeGb('一、总体情况\r\n2020年，我局……', false))).toEqual({ format: 'text' });
    expect(sniff(Buffer.from('\ufeff一、总体情况\r\n', 'utf16le'))).toEqual({ format: 'text' });
    expect(sniff(Buffer.from('\ufeff<html><body><p>一</p></body></html>', 'utf16le'))).toEqual({ format: 'html' });
  });

  it('knows a Word document, also under the name Word Online gives its main part', () => {
    expect(sniff(zip('[Content_Types].xml', 'word/document.xml'))).toEqual({ format: 'docx' });
    expect(sniff(zip('[Content_Types].xml', 'word/document2.xml'))).toEqual({ format: 'docx' });
  });

  it('knows older Word documents, whatever their names', () => {
    expect(sniff(ole('WordDocument'))).toEqual({ format: 'doc' });
    expect(sniff(of('{\\rtf1\\ansi 0}'))).toEqual({ format: 'rtf' });
  });

  it('knows workbooks', () => {
    expect(sniff(zip('[Content_Types].xml', 'xl/workbook.xml'))).toEqual({ format: 'xlsx' });
    expect(sniff(zip('OFD.xml', 'Doc_0/Document.xml'))).toEqual({ format: 'ofd' });
    expect(sniff(zip('report.pdf'))).toEqual({ format: 'zip' });
    expect(sniff(ole('Workbook'))).toEqual({ format: 'xls' });
  });

  it.each<[string, Uint8Array, string]>([
    ['binary Excel', zip('xl/workbook.bin'), 'binary Excel'],
    ['PowerPoint', zip('ppt/presentation.xml'), 'PowerPoint'],
    ['ODT', zip('mimetype', 'content.xml'), 'OpenDocument'],
    ['gzip', gzipSync('x'), 'gzip'],
    ['MHTML', of('From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n'), 'MHTML'],
    ['Word XML', of('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'), 'one XML file'],
    ['a feed', of('<?xml version="1.0"?><rss/>'), 'XML'],
    ['junk', Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919 + (at >> 3) * 31) & 0xff), 'unknown kind'],
    ['zeros', new Uint8Array(2000), 'unknown kind'],
  ])('refuses %s by name', (_, bytes, kind) => {
    const found = sniff(bytes);
    expect(found).toMatchObject({ format: null, code: 'wrong_type' });
    expect((found as { reason: string }).reason).toContain(kind);
  });

  it('refuses what is empty, cut off or locked', () => {
    for (const blank of ['', ' \r\n\t ', '\ufeff\n']) expect(sniff(of(blank))).toMatchObject({ format: null, code: 'empty' });
    const word = zip('[Content_Types].xml', 'word/document.xml');
    expect(sniff(word.slice(0, word.length - 40))).toMatchObject({ format: null, code: 'truncated' });
    expect(sniff(ole('EncryptedPackage'))).toMatchObject({ format: null, code: 'encrypted' });
  });

  it('becomes a refusal when the document is read', async () => {
    await expect(readDocument(new Uint8Array())).rejects.toThrow(Refusal);
    await expect(readDocument(zip('report.pdf'))).rejects.toMatchObject({ status: 'not_a_report', code: 'archive' });
  });

  needs('the corpus', 'on real documents', () => {
    it.each([
      ['seeds/000_e8d9c4fbc064f225.txt', 'text'],
      ['seeds/003_71fd8e73d787aab1.txt', 'text'],
      ['files/huaian_gov_2024.pdf', 'pdf'],
      ['files/shanghai_govt_office_2019.html', 'html'],
      ['files/ordos_engebei_list_trs.html', 'html'],
      ['files/template_2021plus_blank.docx', 'docx'],
    ])('%s is %s', (file, format) => {
      expect(sniff(readFileSync(`${corpus}/${file}`))).toEqual({ format });
    });
  });
});
