/** What the pages load besides themselves: our style and scripts, bundled here when first asked for, and pdf.js from its package. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { notFound } from './frame/query.ts';

const CLIENT = join(import.meta.dirname, 'client');

type Make = () => Promise<string | Uint8Array>;

/** A script of `client/` with all that it imports, for browsers of the last years. */
const script = (name: string): Make => async () => {
  const { outputFiles } = await build({
    entryPoints: [join(CLIENT, name)], bundle: true, write: false, format: 'esm', target: 'es2022', minify: true, legalComments: 'inline', logLevel: 'silent',
  });
  return outputFiles[0]!.contents;
};
const file = (name: string): Make => () => readFile(join(CLIENT, name));

/** Name → media type and how it is made. A new asset is one line here. */
const ASSETS: Readonly<Record<string, readonly [type: string, make: Make]>> = {
  'explorer.css': ['text/css; charset=utf-8', file('explorer.css')],
  'icon.svg': ['image/svg+xml', file('icon.svg')],
  'follow.js': ['text/javascript; charset=utf-8', script('follow.ts')],
};

const made = new Map<string, Promise<{ body: string | Uint8Array; tag: string }>>();

async function tagged(make: Make): Promise<{ body: string | Uint8Array; tag: string }> {
  const body = await make();
  return { body, tag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"` };
}

/** The asset of this name. Throws Refused 404 for another. */
export async function asset(name: string): Promise<Response> {
  const known = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
  if (known === undefined) throw notFound('there is no such file');
  let making = made.get(name);
  if (making === undefined) {
    making = tagged(known[1]);
    made.set(name, making);
    making.catch(() => made.delete(name));
  }
  const { body, tag } = await making;
  return new Response(body as BodyInit, { headers: { 'content-type': known[0], etag: tag, 'cache-control': 'no-cache' } });
}
