/** `codebook`: writes `data/codebook.md` from the form's editions. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { codebookMarkdown } from '../db/codebook-page.ts';

const file = join(import.meta.dirname, '..', 'data', 'codebook.md');
const program = new Command('codebook')
  .description('Writes the codebook (every code, its names, unit, editions, comparability) to data/codebook.md.')
  .option('--stdout', 'print it instead')
  .parse();

if (program.opts<{ stdout?: boolean }>().stdout) process.stdout.write(codebookMarkdown());
else {
  writeFileSync(file, codebookMarkdown());
  console.log(`wrote ${file}`);
}
