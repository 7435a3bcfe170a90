/** `npm run replica`: says where it is and how to look at it, serves until it is stopped, refuses what it cannot do. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../support/needs.ts';

function run(...options: string[]): { said: () => string; wait: Promise<number | null>; until: (pattern: RegExp) => Promise<RegExpExecArray>; end: () => void } {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'replica.ts'), ...options], { cwd: root });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      for (const listener of listeners) listener();
    });
  }
  const wait = new Promise<number | null>((resolve) => child.on('close', resolve));
  const until = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(text);
        if (match) resolve(match);
      };
      listeners.add(look);
      look();
      void wait.then(() => reject(new Error(`it ended: ${text}`)));
    });
  return { said: () => text, wait, until, end: () => child.kill('SIGINT') };
}

it('serves until it is stopped', async () => {
  const command = run('--port', '0', '--now', '2026-02-01');
  const [, address] = await command.until(/http:\/\/(127\.0\.0\.1:\d+)\/ /);
  const index = await (await fetch(`http://${address!}/`)).text();
  expect(index).toContain('Gongkai replica on 2026-02-01');
  for (const host of ['www.mem.gov.cn', 'yj.liaocheng.gov.cn', 'www.xizang.gov.cn']) expect(index).toContain(host);
  expect(command.said()).toContain("curl -H 'Host: www.mem.gov.cn'");
  command.end();
  expect(await command.wait).toBe(0);
});

it('refuses a day that the calendar lacks, and a port that is taken, in one line', async () => {
  const bad = run('--now', '2026-02-30');
  expect(await bad.wait).toBe(1);
  expect(bad.said()).toContain('YYYY-MM-DD');
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const { port } = holder.address() as AddressInfo;
  const taken = run('--port', String(port));
  expect(await taken.wait).toBe(1);
  expect(taken.said().trim()).toBe(`Port ${port} of 127.0.0.1 is taken; give another with --port.`);
  holder.close();
});
