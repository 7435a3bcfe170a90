/** Finding a Chromium: Playwright's own, one that is named, or the system's. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What to run where there is none. */
export const INSTALL = 'npx playwright install chromium';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = ['/usr/bin/chromium', '/snap/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** The program's path, or null. The variable CHROMIUM_PATH decides alone where it is set. */
export async function findChromium(): Promise<string | null> {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  const { chromium } = await import('playwright');
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean).flatMap((folder) => PROGRAMS.map((program) => join(folder, program)));
  return [chromium.executablePath(), ...onPath, ...ELSEWHERE].find((path) => path !== '' && existsSync(path)) ?? null;
}
