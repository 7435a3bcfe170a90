/** Archives: names, limits, archives in archives, and what is said of each file. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { encodeGb } from '../../crawlers/replica/render/gb18030.ts';
import { archiveExtraction, readMembers } from '../../extractors/contained.ts';
import { membersOf } from '../../extractors/formats/archive/members.ts';
import type { Extraction } from '../../extractors/report.ts';

const note = strToU8('说明');
const read = (bytes: Uint8Array): Promise<Extraction> => Promise.resolve({ status: 'not_a_report', code: 'no_tables', reason: `${bytes.length} bytes` });

describe('members of an archive', () => {
  it('have their names in UTF-8 or GBK, with backslashes as separators, and leave out what systems add', () => {
    expect(membersOf(zipSync({ '年度\\报告.txt': note, '__MACOSX/._x': note, 'folder/': new Uint8Array(0) })).map(({ name }) => name)).toEqual(['年度/报告.txt']);
    // The same name as Windows writes it: GBK, without the flag, of one length with the placeholder that it takes the place of.
    const gbk = Buffer.from(encodeGb('报告.txt', false));
    const zip = Buffer.from(zipSync({ 'AAAA.txt': note }));
    for (let at = zip.indexOf('AAAA.txt'); at >= 0; at = zip.indexOf('AAAA.txt')) gbk.copy(zip, at);
    expect(membersOf(zip)).toMatchObject([{ name: '报告.txt', size: note.length }]);
  });

  it('cannot lead out of the archive', () => {
    expect(membersOf(zipSync({ '../../etc/a.txt': note })).map(({ name }) => name)).toEqual(['etc/a.txt']);
  });

  it('are read in archives in archives, and no deeper', async () => {
    const third = zipSync({ 'c.txt': note });
    const second = zipSync({ 'b.txt': note, 'third.zip': third });
    const readings = await readMembers(zipSync({ 'a.txt': note, 'second.zip': second }), {}, read);
    expect(readings.map(({ name, extraction }) => [name, extraction.status === 'report' ? '' : extraction.code])).toEqual([
      ['a.txt', 'no_tables'], ['second.zip!/b.txt', 'no_tables'], ['second.zip!/third.zip', 'too_deep'],
    ]);
    expect(archiveExtraction(readings)).toMatchObject({ status: 'unreadable', code: 'archive_without_report' });
  });

  it('are told by name, address and reason', async () => {
    const readings = await readMembers(zipSync({ 'x/a.txt': note }), { url: 'https://example.gov.cn/f.zip' }, (_, source) => Promise.resolve({ status: 'unreadable', code: 'x', reason: JSON.stringify(source) }));
    expect(archiveExtraction(readings)).toMatchObject({ reason: expect.stringContaining('https://example.gov.cn/f.zip!/x/a.txt') as string });
    expect(archiveExtraction(readings).reason).toContain('x/a.txt (6 bytes, unreadable, x');
  });
});
