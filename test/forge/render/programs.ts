/** Programs that some renderers drive, and whether this machine has them. */
import { spawnSync } from 'node:child_process';
import { findProgram } from '../../../scripts/cli/programs.ts';

export { findProgram };

let chineseFont: boolean | null = null;

/** Without a Chinese font, programs print empty boxes. */
export function hasChineseFont(): boolean {
  const fontList = findProgram('fc-list');
  chineseFont ??= fontList !== null && spawnSync(fontList, [':lang=zh', 'family'], { encoding: 'utf8' }).stdout.trim() !== '';
  return chineseFont;
}
