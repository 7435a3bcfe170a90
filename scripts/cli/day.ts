/** Days on the command line. */
import { InvalidArgumentError } from 'commander';

/** A day that the calendar has, as `YYYY-MM-DD`. */
export function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)) || !new Date(text).toISOString().startsWith(text)) throw new InvalidArgumentError('a day is written YYYY-MM-DD.');
  return text;
}
