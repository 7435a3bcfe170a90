/** What the pages load besides themselves: our style and scripts, bundled here when first asked for, and pdf.js from its package. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { notFound } from './frame/query.ts';

const CLIENT = join(import.meta.dirname, 'client');
const PDFJS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

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
  'compare.css': ['text/css; charset=utf-8', file('compare.css')],
  'compare.js': ['text/javascript; charset=utf-8', script('compare.ts')],
  'report.css': ['text/css; charset=utf-8', file('report.css')],
  'report.js': ['text/javascript; charset=utf-8', script('report.ts')],
  'report-pdf.js': ['text/javascript; charset=utf-8', script('report-pdf.ts')],
  'pdfjs/pdf.worker.mjs': ['text/javascript; charset=utf-8', () => readFile(join(PDFJS, 'legacy/build/pdf.worker.min.mjs'))],
};

/** What pdf.js asks for itself: character maps, the fonts that every PDF may count on, decoders of pictures. */
const PACKAGED = /^pdfjs\/((?:cmaps|standard_fonts|wasm)\/[A-Za-z0-9_-]+\.(?:bcmap|pfb|ttf|js|wasm))$/;

function known(name: string): readonly [type: string, make: Make] | undefined {
  if (Object.hasOwn(ASSETS, name)) return ASSETS[name];
  const path = PACKAGED.exec(name)?.[1];
  if (path === undefined) return undefined;
  return [path.endsWith('.js') ? 'text/javascript; charset=utf-8' : path.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream', () => readFile(join(PDFJS, path)).catch(() => { throw notFound('there is no such file'); })];
}

const made = new Map<string, Promise<{ body: string | Uint8Array; tag: string }>>();

async function tagged(make: Make): Promise<{ body: string | Uint8Array; tag: string }> {
  const body = await make();
  return { body, tag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"` };
}

/** The asset of this name. Throws Refused 404 for another. */
export async function asset(name: string): Promise<Response> {
  const found = known(name);
  if (found === undefined) throw notFound('there is no such file');
  let making = made.get(name);
  if (making === undefined) {
    making = tagged(found[1]);
    made.set(name, making);
    making.catch(() => made.delete(name));
  }
  const { body, tag } = await making;
  return new Response(body as BodyInit, { headers: { 'content-type': found[0], etag: tag, 'cache-control': 'no-cache' } });
}
