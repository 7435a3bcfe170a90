/** A night's report on the terminal. */
import type { Line, RunReport } from '../../crawlers/night/run-report.ts';
import { print } from './command.ts';

const LISTED = 12;

const PARTS: readonly (readonly [title: string, key: 'found' | 'changed' | 'removed' | 'silent' | 'failed' | 'blocked' | 'overdue'])[] = [
  ['new', 'found'],
  ['changed', 'changed'],
  ['removed', 'removed'],
  ['ALARM: lists nothing any more', 'silent'],
  ['failed', 'failed'],
  ['blocked', 'blocked'],
  ['overdue', 'overdue'],
];

/** Prints what came of a night, the longest lists cut short. */
export function tellReport(report: RunReport): void {
  const { night, agencies, requests, newBodies, coverage, drift } = report;
  if (night.origin === 'replica') print('复制站点：数字多为虚构，不得引用。Replica: most figures are invented; cite none of them.');
  print(`Night of ${night.day} (${night.origin}): ${agencies} agencies, ${requests} requests, ${newBodies} new documents, ${report.outcome}.`);
  for (const [title, key] of PARTS) tellLines(title, report[key]);
  print(`coverage: ${Object.entries(coverage).sort().map(([status, count]) => `${count} ${status.replace('_', ' ')}`).join(', ')}`);
  if (report.unverified > 0) print(`${report.unverified} sources of the registry have not been verified live`);
  if (drift !== null) print(`against the nights before: ${drift.requests} × the requests, ${drift.links} × the links`);
}

function tellLines(title: string, lines: readonly Line[]): void {
  if (lines.length === 0) return;
  print(`${title} (${lines.length}):`);
  for (const { agency, nameZh, year, what } of lines.slice(0, LISTED)) print(`  ${agency} ${nameZh}${year === null ? '' : ` ${year}`}  ${what}`);
  if (lines.length > LISTED) print(`  … and ${lines.length - LISTED} more (--json lists all)`);
}
