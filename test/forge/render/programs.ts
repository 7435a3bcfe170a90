/** Programs that some renderers drive, and whether this machine has them. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of a program on the PATH. */
export function findProgram(...names: string[]): string | null {
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // not in this folder
      }
    }
  }
  return null;
}

let chineseFont: boolean | null = null;

/** Without a Chinese font, programs print empty boxes. */
export function hasChineseFont(): boolean {
  const fontList = findProgram('fc-list');
  chineseFont ??= fontList !== null && spawnSync(fontList, [':lang=zh', 'family'], { encoding: 'utf8' }).stdout.trim() !== '';
  return chineseFont;
}
