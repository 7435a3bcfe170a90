/** PDF printed by Chromium (Skia): one browser for many reports, driven over a pair of pipes. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { ForgedReport } from '../../../crawlers/replica/report/model.ts';
import { Random } from '../../../crawlers/replica/report/random.ts';
import { article } from '../../../crawlers/replica/render/html-clean.ts';
import { findProgram, hasChineseFont } from './programs.ts';
import { cloneTruth } from '../../../crawlers/replica/render/rendered.ts';
import type { Rendered } from '../../../crawlers/replica/render/rendered.ts';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'] as const;
const TIMEOUT_MS = 30_000;

/** Why Chromium cannot print here; null if it can. */
export function chromiumMissing(): string | null {
  if (findProgram(...PROGRAMS) === null) return 'Chromium is not installed (apt-get install chromium)';
  return hasChineseFont() ? null : 'no Chinese font is installed (apt-get install fonts-noto-cjk)';
}

interface Reply {
  id?: number;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** A headless Chromium that speaks the DevTools protocol over file descriptors 3 and 4. */
class Browser {
  private readonly process: ChildProcess;
  private readonly profile = mkdtempSync(join(tmpdir(), 'forge-chromium-'));
  private readonly waiting = new Map<number, { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }>();
  private last = 0;
  private buffer = '';
  private session: string | undefined;

  constructor(program: string) {
    this.process = spawn(program, [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--remote-debugging-pipe', `--user-data-dir=${this.profile}`, 'about:blank',
    ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    (this.process.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => this.receive(chunk));
    this.process.on('exit', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('Chromium ended before it answered'));
      this.waiting.clear();
    });
  }

  private receive(chunk: string): void {
    const messages = (this.buffer + chunk).split('\0');
    this.buffer = messages.pop() ?? '';
    for (const message of messages) {
      const reply = JSON.parse(message) as Reply;
      const pending = reply.id === undefined ? undefined : this.waiting.get(reply.id);
      if (!pending || reply.id === undefined) continue;
      this.waiting.delete(reply.id);
      if (reply.error) pending.reject(new Error(`Chromium: ${reply.error.message}`));
      else pending.resolve(reply.result ?? {});
    }
  }

  private call(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const id = (this.last += 1);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Chromium did not answer ${method} within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
      this.waiting.set(id, {
        resolve: (result) => { clearTimeout(timer); resolve(result); },
        reject: (error) => { clearTimeout(timer); reject(error); },
      });
      (this.process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId: this.session })}\0`);
    });
  }

  async print(html: string, options: Record<string, unknown>): Promise<Uint8Array> {
    if (this.session === undefined) {
      const { targetId } = await this.call('Target.createTarget', { url: 'about:blank' });
      this.session = (await this.call('Target.attachToTarget', { targetId, flatten: true }))['sessionId'] as string;
    }
    const { frameTree } = await this.call('Page.getFrameTree');
    await this.call('Page.setDocumentContent', { frameId: (frameTree as { frame: { id: string } }).frame.id, html });
    const { data } = await this.call('Page.printToPDF', options);
    return new Uint8Array(Buffer.from(data as string, 'base64'));
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
    try {
      rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // A child of Chromium's may write for a moment longer than it lives; what is left lies in the folder for temporary files.
    }
  }
}

let browser: Browser | null = null;

function printable(report: ForgedReport, random: Random): string {
  const size = random.pick([10, 11, 12]);
  // Figures that take several lines stay on one page: nobody could read half a number.
  const wrapping = ['cells.full_width_digits', 'cells.broken_digits', 'cells.thousands'].some((name) => report.deviations.has(name));
  const css =
    `body{font-family:"Noto Serif CJK SC","Songti SC",SimSun,serif;font-size:${size + 2}pt;line-height:1.7}` +
    `table{border-collapse:collapse;width:100%;font-size:${size}px;line-height:1.4}td,th{border:1px solid #000;padding:${random.int(1, 5)}px;white-space:normal!important}h1{text-align:center;font-size:18pt}` +
    (wrapping || random.chance(0.3) ? 'tr{break-inside:avoid}' : '');
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${report.titleLines.join('')}</title><style>${css}</style></head><body>${article(report, random)}</body></html>`;
}

export async function renderPdfChromium(report: ForgedReport): Promise<Rendered> {
  const program = findProgram(...PROGRAMS);
  if (program === null) throw new Error('renderPdfChromium: Chromium is not installed');
  browser ??= new Browser(program);
  const random = new Random(`${report.seed}/pdf-chromium`);
  const html = printable(report, random);
  const numbered = random.chance(0.6);
  const landscape = random.chance(0.1);
  const paperHeight = random.pick([11.69, 11.69, 8.3]);
  const bytes = await browser.print(html, {
    landscape, paperWidth: 8.27, paperHeight, printBackground: true, displayHeaderFooter: numbered, headerTemplate: '<span></span>',
    footerTemplate: '<div style="font-size:9px;width:100%;text-align:center">- <span class="pageNumber"></span> -</div>',
  });
  return { bytes, name: `${report.seed}.pdf`, contentType: 'application/pdf', truth: cloneTruth(report.truth) };
}

/** Ends the browser, if one was started. */
export async function closeChromium(): Promise<void> {
  const open = browser;
  browser = null;
  await open?.close();
}
