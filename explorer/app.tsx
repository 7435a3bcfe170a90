/** The explorer as a web application: which address gives which page, in which form, under which rules. */
import { Hono, type Context as Request } from 'hono';
import { csvText } from '../db/export/csv.ts';
import { asset } from './assets.ts';
import type { Context } from './context.ts';
import { languageCookie, languageOf } from './frame/language.ts';
import { Layout } from './frame/layout.tsx';
import type { AnyPage, Form } from './frame/page.ts';
import { Query, Refused } from './frame/query.ts';
import { HEADERS, mayAsk } from './frame/security.ts';
import { uiOf, type Ui } from './frame/ui.ts';
import { PAGES } from './pages/index.ts';
import { RESOURCES } from './pages/resources.ts';
import { FRAME } from './words/frame.ts';

export interface AppOptions {
  /** The address that the server listens on: decides whose requests are answered. */
  listening: string;
  /** Told of faults of ours; visitors see one sentence. */
  fault?: (error: unknown, path: string) => void;
}

/** The path that is routed, and the form asked for: `/findings.csv` is the page `/findings` as CSV. `/coverage` and `/index` are `/`. */
function routeOf(path: string): { route: string; form: Form } {
  const [, stem = path, suffix] = /^(\/(?!assets\/|original\/).*?)\.(json|csv)$/.exec(path) ?? [];
  const route = /^\/(?:coverage|index)?$/.test(stem) ? '/' : stem;
  return { route, form: (suffix as Form | undefined) ?? 'html' };
}

/** The application over one database. It answers GET and HEAD, and nothing it answers changes anything. */
export function createApp(context: Context, options: AppOptions): Hono {
  const app = new Hono({ getPath: (request) => routeOf(new URL(request.url).pathname).route });
  app.use(async (request, next) => {
    if (!mayAsk(request.req.header('host'), options.listening)) return request.text('This server answers requests for this machine only.\n', 421, HEADERS);
    if (request.req.method !== 'GET' && request.req.method !== 'HEAD') return request.text('This server only shows; it takes nothing.\n', 405, { ...HEADERS, allow: 'GET, HEAD' });
    await next();
    for (const [name, value] of Object.entries(HEADERS)) if (!request.res.headers.has(name)) request.res.headers.set(name, value);
    return undefined;
  });
  app.get('/assets/:name{.+}', async (request) => asset(request.req.param('name')));
  for (const resource of RESOURCES) app.get(resource.path, (request) => resource.answer(context, queryOf(request)));
  for (const page of PAGES) app.get(page.path, (request) => answer(context, page, request));
  app.notFound((request) => refusal(context, request, new Refused(404, 'there is no such page')));
  app.onError((error, request) => {
    if (error instanceof Refused) return refusal(context, request, error);
    options.fault?.(error, request.req.path);
    return failure(context, request);
  });
  return app;
}

const queryOf = (request: Request): Query => new Query(new URL(request.req.url).searchParams, request.req.param());

/** What the address says, whatever path was routed. */
function asked(request: Request): { ui: Ui; form: Form; cookie: string | null } {
  const url = new URL(request.req.url);
  const wanted = url.searchParams.get('lang') ?? undefined;
  const language = languageOf(wanted, request.req.header('cookie'), request.req.header('accept-language'));
  return { ui: uiOf(language, url), form: routeOf(url.pathname).form, cookie: wanted === language ? languageCookie(language) : null };
}

async function answer(context: Context, page: AnyPage, request: Request): Promise<Response> {
  const { ui, form, cookie } = asked(request);
  const data = (await page.read(context, queryOf(request), form)) as unknown;
  const status = page.status?.(data) ?? 200;
  if (form === 'json') return request.json((page.json?.(data) ?? data) as object, status);
  if (form === 'csv') {
    const { columns, rows } = page.table(data);
    return request.body([...csvText(columns, rows)].join(''), status, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${fileName(ui.path)}"` });
  }
  if (cookie !== null) request.header('set-cookie', cookie);
  const html = (
    <Layout title={page.title(data, ui)} ui={ui} invented={context.banner !== null} twins={ui.path}>
      {page.body(data, ui)}
    </Layout>
  );
  return request.html(document(html), status);
}

const fileName = (path: string): string => `${path.replace(/^\/+/, '').replaceAll(/[^\w.]+/g, '-')}` || 'coverage.csv';

const document = (html: unknown): string => `<!doctype html>${String(html)}`;

function refusal(context: Context, request: Request, { status, message }: Refused): Response | Promise<Response> {
  const { ui, form } = asked(request);
  if (form === 'json') return request.json({ error: message }, status);
  if (form === 'csv') return request.text(`${message}\n`, status);
  return request.html(document(plain(context, ui, ui.say(FRAME.refused), message)), status);
}

function failure(context: Context, request: Request): Response | Promise<Response> {
  const { ui } = asked(request);
  return request.html(document(plain(context, ui, ui.say(FRAME.failed), '')), 500);
}

const plain = (context: Context, ui: Ui, title: string, message: string): unknown => (
  <Layout title={title} ui={ui} invented={context.banner !== null} twins={null}>
    <h1>{title}</h1>
    <p>{message}</p>
    <p><a href="/">{ui.say(FRAME.back)}</a></p>
  </Layout>
);
