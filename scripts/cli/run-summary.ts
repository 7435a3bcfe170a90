/** What came of a run over many documents. */
import type { Comparison } from '../../db/store.ts';
import { print, printJson } from './command.ts';
import { quoted } from './describe-report.ts';
import { EXIT, type Exit } from './exit.ts';
import type { DocumentReading } from './read-documents.ts';

interface Refusal {
  sha256: string;
  source: string;
  status: string;
  code: string;
  reason: string;
}

interface Difference extends Comparison {
  sha256: string;
  source: string;
}

const LISTED = 20;

export class RunSummary {
  readonly #dryRun: boolean;
  readonly #started = Date.now();
  /** Documents that were looked at; those that had not changed were not read. */
  documents = 0;
  /** Overrides without effect. */
  readonly idle: string[] = [];
  readonly #taken = { files: 0, new: 0 };
  readonly #outcomes = { new: 0, unchanged: 0, superseded: 0 };
  readonly #refused: Refusal[] = [];
  readonly #failed: { source: string; message: string; exit: Exit }[] = [];
  readonly #differences: Difference[] = [];
  #read = 0;

  constructor(dryRun: boolean) {
    this.#dryRun = dryRun;
  }

  takenIn(isNew: boolean): void {
    this.#taken.files++;
    if (isNew) this.#taken.new++;
  }

  failed(source: string, { message, exit }: { message: string; exit: Exit }): void {
    this.#failed.push({ source, message, exit });
  }

  stored(reading: DocumentReading, outcome: Comparison['outcome']): void {
    this.#count(reading, outcome);
  }

  /** `comparison` is undefined where there is no database yet. */
  compared(reading: DocumentReading, comparison: Comparison | undefined): void {
    const { document, extraction } = reading;
    const cells = extraction.status === 'report' ? extraction.cells : [];
    const all = comparison ?? {
      outcome: 'new' as const, parts: [],
      cells: cells.map((after) => ({ code: after.code, before: null, after, fields: Object.keys(after) as (keyof typeof after)[] })),
    };
    this.#count(reading, all.outcome);
    if (all.outcome !== 'unchanged') this.#differences.push({ sha256: document.sha256, source: document.sources[0] ?? '', ...all });
  }

  /** The first failure's code; 1 when a document met a fault of the program. */
  get exit(): Exit {
    if (this.#refused.some(({ code }) => code === 'internal_error')) return EXIT.failed;
    return this.#failed[0]?.exit ?? EXIT.ok;
  }

  print(json: boolean): void {
    const { documents, idle } = this;
    const read = this.#read;
    if (json) {
      const reports = read - this.#refused.length;
      const differences = this.#dryRun ? { differences: this.#differences } : {};
      printJson({ dryRun: this.#dryRun, taken: this.#taken, documents, read, reports, refused: this.#refused, outcomes: this.#outcomes, failed: this.#failed, idleOverrides: idle, ...differences });
      return;
    }
    for (const difference of this.#differences) print(...inLines(difference));
    list('refused', this.#refused.toSorted((a, b) => (a.source < b.source ? -1 : 1)), ({ source, sha256, status, code, reason }) => `${source || sha256.slice(0, 12)}: ${status} (${code}): ${reason}`);
    list('failed', this.#failed, ({ source, message }) => `${source}: ${message}`);
    list('override without effect', idle, (line) => line);
    const seconds = (Date.now() - this.#started) / 1000;
    const { new: fresh, unchanged, superseded } = this.#outcomes;
    if (this.#taken.files > 0) print(`${this.#taken.files} files taken in, ${this.#taken.new} of them new to the archive`);
    print(`${documents} documents, ${read} read in ${seconds.toFixed(1)} s: ${read - this.#refused.length} reports, ${this.#refused.length} refused, ${this.#failed.length} failed`);
    print(`${this.#dryRun ? 'would be stored' : 'stored'}: ${fresh} new, ${superseded} changed, ${unchanged} unchanged; ${documents - read} needed no reading`);
  }

  #count({ document: { sha256, sources }, extraction, idle }: DocumentReading, outcome: Comparison['outcome']): void {
    this.#read++;
    this.#outcomes[outcome]++;
    this.idle.push(...idle);
    if (extraction.status !== 'report') this.#refused.push({ sha256, source: sources[0] ?? '', ...extraction });
  }
}

function inLines({ source, sha256, outcome, parts, cells }: Difference): string[] {
  const shown = (cell: (typeof cells)[number]['before']): string => (cell === null ? 'nothing' : `${cell.value ?? cell.state} ${cell.raw === null ? '' : quoted(cell.raw)}`.trim());
  return [
    `${source} (${sha256.slice(0, 12)}): ${outcome}${parts.length > 0 ? `, ${parts.join(', ')} differ` : ''}`,
    ...cells.map(({ code, before, after, fields }) => `  ${code}: ${shown(before)} → ${shown(after)}${before && after ? ` (${fields.join(', ')})` : ''}`),
  ];
}

function list<T>(title: string, items: readonly T[], line: (item: T) => string): void {
  for (const item of items.slice(0, LISTED)) print(`${title}: ${line(item)}`);
  if (items.length > LISTED) print(`${title}: … and ${items.length - LISTED} more (--json lists all)`);
}
