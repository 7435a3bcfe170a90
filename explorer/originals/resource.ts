/** Originals as resources: the raw bytes to take away or for pdf.js to draw, and the harmless page for the frame beside the tables. */
import type { Context } from '../context.ts';
import { notFound, Refused, type Query } from '../frame/query.ts';
import type { Resource } from '../pages/resources.ts';
import { ofDocument } from '../queries/report/document.ts';
import { outlinedSheets } from './outlined-sheets.ts';
import { outlinedPage, outlinedText } from './outlined.ts';

/** For archived pages: whatever in them survived may neither run, load, send nor lead anywhere but by a click to our own page. */
export const SANDBOX = 'allow-top-navigation-by-user-activation';
const ARCHIVED_POLICY = `sandbox ${SANDBOX}; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'`;

const hashOf = (query: Query): string => {
  const hash = query.path['sha256'] ?? '';
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Refused(400, 'an original is named by its SHA-256, 64 hexadecimal digits');
  return hash;
};

const SUFFIX: Readonly<Record<string, string>> = { text: 'txt' };
const MISSING = 'the archive does not hold this document; start the explorer with --archive and the folder of the archive';

export const originalBytes: Resource = {
  path: '/original/:sha256',
  answer: ({ db, originals }: Context, query) => {
    const sha256 = hashOf(query);
    const format = db.prepare<[string], string | null>('SELECT format FROM document WHERE sha256 = ?').pluck().get(sha256);
    if (format === undefined) throw notFound('no document has this hash');
    const bytes = originals.bytes(sha256);
    if (bytes === null) throw notFound(MISSING);
    return new Response(bytes as BodyInit, {
      headers: {
        'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${sha256}.${SUFFIX[format ?? ''] ?? format ?? 'bin'}"`, 'content-security-policy': "sandbox; default-src 'none'",
        etag: `"${sha256}"`, 'cache-control': 'private, max-age=31536000, immutable',
      },
    });
  },
};

export const originalShown: Resource = {
  path: '/original/:sha256/shown',
  answer: async ({ db, originals }: Context, query) => {
    const [hash, page] = [hashOf(query), query.text('of', 64)];
    const found = ofDocument(db, page ?? hash, query.text('check', 200), page === undefined ? null : hash);
    if (found === null) throw notFound('no document with this hash was read as the report of a known agency and year, or as a part of the one named');
    const { sha256, format, marks, path, params } = found;
    const linkOf = ({ chooses }: (typeof marks)[number]): string => {
      const next = new URLSearchParams({ ...params, [chooses!.name]: chooses!.value });
      return `${path}?${next.toString()}#${encodeURIComponent(chooses!.value)}`;
    };
    const sheets = await originals.sheets(sha256, format ?? '');
    const text = sheets === null ? await originals.text(sha256, format ?? '') : null;
    if (sheets === null && text === null) throw notFound(MISSING);
    const body = sheets !== null ? outlinedSheets(sheets, marks, linkOf) : format === 'text' ? outlinedText(text!, marks, linkOf) : outlinedPage(text!, marks, linkOf, format !== 'html');
    return new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': ARCHIVED_POLICY, 'cache-control': 'no-cache' } });
  },
};
