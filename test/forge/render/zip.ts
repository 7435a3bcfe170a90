/** A report in a ZIP archive with other files beside it, as portals offer them: names in GBK or UTF-8, in folders, in an archive once more. */
import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import type { ForgedReport, ForgeFormat } from '../../../crawlers/replica/report/model.ts';
import { Random } from '../../../crawlers/replica/report/random.ts';
import { encodeGb } from '../../../crawlers/replica/render/gb18030.ts';
import type { Rendered } from '../../../crawlers/replica/render/rendered.ts';

const INNER = ['html-clean', 'html-word', 'docx', 'pdf-own', 'ofd', 'xlsx', 'xls', 'text-cells'] as const satisfies readonly ForgeFormat[];
/** Zip times are local times; this one is the same everywhere. */
const MTIME = new Date(2021, 0, 20, 9, 0, 0);

/** @param render the report in one of the formats that need no other program */
export function zipped(report: ForgedReport, render: (format: (typeof INNER)[number]) => Rendered): Rendered {
  const random = new Random(`${report.seed}/zip`);
  const { bytes, name, truth } = render(random.pick(INNER));
  const folder = random.chance(0.5) ? `${report.fiscalYear}年度/` : '';
  const own = `${folder}${report.titleLines.join('').replace(/[\\/\s]/g, '')}${name.slice(name.lastIndexOf('.'))}`;
  const files: Record<string, Uint8Array> = { [own]: bytes };
  for (const [other, content] of JUNK) if (random.chance(0.5)) files[`${folder}${other}`] = content;
  const inGbk = random.chance(0.5);
  const level = random.pick([0, 6, 9] as const);
  const inner = pack(files, inGbk, level);
  const whole = random.chance(0.2) ? pack({ '附件1.zip': inner, '说明.txt': strToU8('见附件') }, inGbk, level) : inner;
  return { bytes: whole, name: `${report.seed}.zip`, contentType: 'application/zip', truth };
}

/** What else people put in, none of it a report. */
const JUNK: readonly [name: string, content: Uint8Array][] = [
  ['说明.txt', strToU8('附件为本单位政府信息公开工作年度报告，请查收。')],
  ['印章.png', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
  ['目录.html', strToU8('<html><body><p>目录</p><table><tr><td>序号</td><td>名称</td></tr><tr><td>1</td><td>年度报告</td></tr></table></body></html>')],
  ['旧版.rar', Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1')],
  ['__MACOSX/._a', strToU8('Mac OS X')],
  ['空.doc', new Uint8Array(0)],
];

/** fflate marks names as UTF-8; for GBK they are put in as their bytes, and the mark is taken off. */
function pack(files: Record<string, Uint8Array>, inGbk: boolean, level: 0 | 6 | 9): Uint8Array {
  const parts: Zippable = {};
  for (const [name, content] of Object.entries(files)) parts[inGbk ? Buffer.from(encodeGb(name, false)).toString('latin1') : name] = content;
  const zip = Buffer.from(zipSync(parts, { level, mtime: MTIME }));
  return inGbk ? withBareNames(zip) : zip;
}

/** Names that were put in as Latin-1 and written as UTF-8 become single bytes again, which moves all that follows. */
function withBareNames(zip: Buffer): Buffer {
  const end = zip.length - 22;
  const out: Buffer[] = [];
  let length = 0;
  const put = (...pieces: Buffer[]): void => pieces.forEach((piece) => { out.push(piece); length += piece.length; });
  const bare = (from: number, size: number): Buffer => Buffer.from(zip.toString('utf8', from, from + size), 'latin1');
  const directory: Buffer[] = [];
  for (let at = zip.readUInt32LE(end + 16); at < end;) {
    const [nameLength, extraLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
    const head = Buffer.from(zip.subarray(at, at + 46));
    const name = bare(at + 46, nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = length;
    const localHead = Buffer.from(zip.subarray(local, local + 30));
    const body = local + 30 + zip.readUInt16LE(local + 26);
    const extra = zip.readUInt16LE(local + 28);
    for (const [header, flags, length] of [[localHead, 6, 26], [head, 8, 28]] as const) {
      header.writeUInt16LE(header.readUInt16LE(flags) & ~0x0800, flags);
      header.writeUInt16LE(name.length, length);
    }
    head.writeUInt32LE(start, 42);
    put(localHead, name, zip.subarray(body, body + extra + zip.readUInt32LE(at + 20)));
    directory.push(head, name, zip.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    at += 46 + nameLength + extraLength + zip.readUInt16LE(at + 32);
  }
  const tail = Buffer.from(zip.subarray(end));
  tail.writeUInt32LE(length, 16);
  put(...directory);
  tail.writeUInt32LE(length - tail.readUInt32LE(16), 12);
  return Buffer.concat([...out, tail]);
}
