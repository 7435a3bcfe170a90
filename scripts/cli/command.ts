/** The frame of every command: its common options, its help, and how it ends. */
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { EXIT, EXIT_HELP, type Exit } from './exit.ts';
import { explain } from './failure.ts';

const DATA = join(import.meta.dirname, '..', '..', 'data');

export interface CommonOptions {
  db: string;
  archive: string;
  json?: boolean;
}

/** A command with the options that all share. */
export function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(new Option('--db <path>', 'the database').default(join(DATA, 'gongkai.sqlite'), 'data/gongkai.sqlite'))
    .addOption(new Option('--archive <dir>', 'the archive of documents').default(join(DATA, 'archive'), 'data/archive'))
    .option('--json', 'print one JSON object on stdout, and nothing else there')
    .addHelpText('after', EXIT_HELP)
    .configureOutput({ outputError: () => {} })
    .exitOverride();
}

/**
 * Runs `action` on the process's arguments and ends the process with its exit code. Errors become one line on stderr.
 * Output that nobody reads any more (a closed pipe) ends the command quietly.
 */
export async function run(program: Command, action: () => Exit | Promise<Exit>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
  try {
    await program.parseAsync();
    process.exitCode = await action();
  } catch (error) {
    const { message, exit } = explain(error);
    const hint = exit === EXIT.usage ? ' (--help shows how to use it)' : '';
    if (exit !== EXIT.ok) process.stderr.write(`${program.name()}: ${message.replaceAll(/\s*\n\s*/g, ' ').trim()}${hint}\n`);
    process.exitCode = exit;
  }
}

/** Parses a whole number from `min` on, for an option. */
export const wholeNumber =
  (min: number, what: string) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= min)) throw new InvalidArgumentError(`${what} is a whole number from ${min} on.`);
    return value;
  };

/** Prints a JSON object on stdout, with a line end. */
export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

/** Prints lines on stdout. */
export const print = (...lines: readonly string[]): void => void process.stdout.write(lines.map((line) => `${line}\n`).join(''));
