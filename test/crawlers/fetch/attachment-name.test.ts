import { describe, expect, it } from 'vitest';
import { attachmentName, givenName } from '../../../crawlers/fetch/attachment-name.ts';
import { ask, html, portal } from './servers.ts';

const NAME = '2024年度报告.pdf';
const GBK = Buffer.from([0x32, 0x30, 0x32, 0x34, 0xc4, 0xea, 0xb6, 0xc8, 0xb1, 0xa8, 0xb8, 0xe6, 0x2e, 0x70, 0x64, 0x66]).toString('latin1');

/** As Node's parser gives it after the wire. */
async function named(disposition: string | null, linkText: string, path = '/downfile.jsp?id=1'): Promise<string> {
  const at = await portal({ [path]: (_request, response) => html(response, '%PDF-1.4\n%%EOF', disposition === null ? {} : { 'content-disposition': disposition }) });
  return attachmentName(await ask(at, path, { kind: 'attachment' }), linkText);
}

describe('the name of an attachment', () => {
  it.each([
    ['the link before all else', `attachment; filename="x.pdf"`, ' 某厅2024年\n年报.pdf ', '某厅2024年 年报.pdf'],
    ['RFC 5987', `attachment; filename="x.pdf"; filename*=UTF-8''2024%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A.pdf`, '附件', NAME],
    ['RFC 5987 in GBK', `attachment; filename*=GBK''2024%C4%EA%B6%C8%B1%A8%B8%E6.pdf`, '', NAME],
    ['raw GBK', `attachment; filename="${GBK}"`, '下载', NAME],
    ['raw GBK without quotes', `attachment;filename=${GBK}`, '附件1', NAME],
    ['raw UTF-8', `attachment; filename="${Buffer.from(NAME).toString('latin1')}"`, '', NAME],
    ['percent-encoded where it should not be', `attachment; filename="${encodeURIComponent(NAME)}"`, '', NAME],
    ['a MIME word', `attachment; filename="=?UTF-8?B?${Buffer.from(NAME).toString('base64')}?="`, '', NAME],
    ['a MIME word in GBK', `attachment; filename="=?GBK?Q?2024=C4=EA=B6=C8=B1=A8=B8=E6.pdf?="`, '', NAME],
    ['a path', `attachment; filename="..\\\\..\\\\etc/x.pdf"`, '', '.._.._etc_x.pdf'],
    ['nothing: the address', null, '点击下载', 'downfile.jsp'],
    ['nothing at all: the link', 'attachment', '附件2', 'downfile.jsp'],
  ])('%s', async (_name, disposition, text, expected) => expect(await named(disposition, text)).toBe(expected));

  it('is given by link or header, or by neither', async () => {
    const at = await portal({ '/2024.pdf': (_request, response) => html(response, '%PDF-1.4\n%%EOF'), '/down.jsp': (_request, response) => html(response, '%PDF-1.4\n%%EOF', { 'content-disposition': `attachment; filename="${GBK}"` }) });
    const [plain, named] = [await ask(at, '/2024.pdf', { kind: 'attachment' }), await ask(at, '/down.jsp', { kind: 'attachment' })];
    expect([givenName(plain, '某厅2024年年报.pdf'), givenName(plain, '附件2'), givenName(plain, '下载原文'), givenName(plain, '2024.pdf'), givenName(named, '附件1')]).toEqual(['某厅2024年年报.pdf', null, null, null, NAME]);
  });

  it('from an address with Chinese in it', async () => {
    expect(await named(null, '', `/${encodeURIComponent(NAME)}`)).toBe(NAME);
    expect(await named(null, '', '/2024%C4%EA%B6%C8%B1%A8%B8%E6.pdf')).toBe(NAME);
  });

  it('is one line of bounded length', async () => {
    const name = await named(null, `${'长'.repeat(500)}\u0007`);
    expect(name).toHaveLength(200);
  });
});
