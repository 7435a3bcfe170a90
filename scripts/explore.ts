/** `explore`: the database and the originals behind it, in a browser. */
import { once } from 'node:events';
import { bannerOf, openDatabase } from '../db/open.ts';
import { serve } from '../explorer/serve.ts';
import { command, print, printJson, run, wholeNumber, type CommonOptions } from './cli/command.ts';
import { EXIT, type Exit } from './cli/exit.ts';
import { Failure } from './cli/failure.ts';
import { originalsOf } from './cli/originals.ts';

interface Options extends CommonOptions {
  port: number;
  host: string;
}

const DEFAULT_PORT = 4173;

const program = command('explore', 'Shows the database in a browser: coverage, comparisons, reports beside their originals, findings. Ends with Ctrl-C.')
  .option('--port <port>', 'where to listen; 0 for any free port', wholeNumber(0, 'a port'), DEFAULT_PORT)
  .option('--host <host>', 'the address to listen on; anything but loopback lets others in', '127.0.0.1');

async function main(): Promise<Exit> {
  const { db: path, archive: dir, port, host, json = false } = program.opts<Options>();
  const db = openDatabase(path, { readonly: true });
  try {
    const fault = (error: unknown, at: string): void => void process.stderr.write(`explore: ${at}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    const served = await serve({ db, dbPath: path, originals: originalsOf(dir), banner: bannerOf(db) }, { port, host, fault }).catch((error: unknown) => {
      throw whyNot(error as NodeJS.ErrnoException, host, port);
    });
    if (json) printJson({ url: served.url, loopback: served.loopback });
    else print(`Open ${served.url} in a browser. Ctrl-C ends.`, ...(served.loopback ? [] : [`Careful: listening on ${host}, so everyone who reaches this machine can read the whole database and run queries on it.`]));
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await served.close();
    return EXIT.ok;
  } finally {
    db.close();
  }
}

function whyNot(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return new Failure(EXIT.locked, `port ${port} of ${host} is taken; name another with --port, or 0 for any`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return new Failure(EXIT.usage, `${host} is no address of this machine; leave --host away for this machine alone`);
  return error;
}

await run(program, main);
