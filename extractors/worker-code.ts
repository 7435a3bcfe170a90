/**
 * The code that a worker thread runs. tsx does not reach worker threads on Node 20, and registering it there costs each
 * thread a second thread and some 110 MB; so the extractors are transpiled once per process, in memory, into one
 * module whose imports of packages stay imports.
 */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const transpiled = new Map<string, Promise<URL>>();

/**
 * A `data:` URL of the worker's module for the extractor exported as `extract` by the module at `extractor`. Rejects when the
 * sources cannot be transpiled.
 */
export function workerCode(extractor: URL): Promise<URL> {
  let code = transpiled.get(extractor.href);
  if (code === undefined) {
    code = transpile(extractor);
    transpiled.set(extractor.href, code);
  }
  return code;
}

async function transpile(extractor: URL): Promise<URL> {
  const result = await build({
    stdin: {
      contents: `import { serve } from './worker.ts';\nimport { extract } from ${JSON.stringify(fileURLToPath(extractor))};\nserve(extract);\n`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: [], // those of Node itself, without the bundlers' `module`
    keepNames: true,
    logLevel: 'silent',
    plugins: [packagesStayImports, modulesKnowTheirPlace],
  });
  const code = `${result.outputFiles[0]?.text ?? ''}\n//# sourceURL=extraction-worker.js\n`;
  return new URL(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

/** A `data:` module can import by absolute URL only. */
const packagesStayImports: Plugin = {
  name: 'packages-stay-imports',
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, async ({ path, resolveDir, kind, pluginData }) => {
      if (pluginData === 'resolving' || path.startsWith('node:') || path.startsWith('file:') || kind === 'entry-point') return undefined;
      const found = await builder.resolve(path, { resolveDir, kind, pluginData: 'resolving' });
      if (found.errors.length > 0 || found.external) return found;
      return /node_modules/.test(found.path) ? { path: pathToFileURL(found.path).href, external: true } : undefined;
    });
  },
};

/** In one module there is one `import.meta`; each source keeps its own. */
const modulesKnowTheirPlace: Plugin = {
  name: 'modules-know-their-place',
  setup(builder) {
    builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const place: Record<string, string> = { url: pathToFileURL(path).href, filename: path, dirname: dirname(path) };
      const contents = source.replaceAll(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, what: string) => JSON.stringify(place[what]));
      return { contents, loader: 'ts' };
    });
  },
};
