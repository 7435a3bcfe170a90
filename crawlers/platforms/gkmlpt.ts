/** gkmlpt (Guangdong, 政府信息公开目录管理平台): a tree of categories in the page's script, articles from an interface in JSON. */
import { articleOf } from './article.ts';
import { dayOfEpoch, firstDay } from './days.ts';
import { listing } from './listing.ts';
import { nfcms } from './nfcms.ts';
import { collapse, pageOf, resolve } from './page.ts';
import { dataRequest, request } from './paging.ts';
import { likeness } from './recognition.ts';
import type { Mark } from './recognition.ts';
import { at, jsonOf, textOf, valueOf } from './script-values.ts';
import type { Attachment, Column, Further, Link, Listing, Page, Platform } from './platform.ts';

const MARKS: readonly Mark[] = [
  [/window\._CONFIG\s*=/, 0.5],
  [/\/gkmlpt\//, 0.4],
  [/\bTREE\s*:/, 0.2],
];

/** Rows in one answer of the interface. */
const PER_PAGE = 100;

export const gkmlpt: Platform = {
  id: 'gkmlpt',
  recognise: (page) => likeness(page, MARKS, []),
  list(page, column) {
    const data = jsonOf(page.text);
    if (data !== undefined) return fromJson(page, column, data);
    const config = valueOf(page.text, '_CONFIG');
    const tree = at(config, 'TREE') ?? valueOf(page.text, 'TREE');
    // A node of the tree may lead to a column of the older system.
    if (tree === undefined) return nfcms.list(page, column);
    const site = column.parameters['sid'] ?? (text(at(config, 'SID')) || textOf(page.text, 'SID'));
    const chosen = column.parameters['categoryId'];
    const next = chosen === undefined ? reportNodes(tree).flatMap((it) => requestsFor(page, column, it, site)) : [articles(page, column, chosen, site)];
    return listing(page, column, { links: [], next });
  },
  article(page) {
    const detail = at(valueOf(page.text, '_CONFIG'), 'DETAIL') ?? valueOf(page.text, 'DETAIL');
    const content = text(at(detail, 'content'));
    if (content === '') return nfcms.article(page);
    return articleOf(page, {
      given: {
        title: collapse(text(at(detail, 'title'))),
        publishedOn: dayOf(detail),
        body: pageOf(page.url, content),
        attachments: filesOf(page, at(detail, 'attachment')),
      },
    });
  },
};

interface TreeNode {
  id: string;
  jump: string;
}

const REPORTS = /信息公开(?:工作)?(?:年度?报|年度工作报)|^年报$|公开年报/;

/** Nodes of the tree named for annual reports; below one of them, the nodes of its years. */
function reportNodes(tree: unknown): TreeNode[] {
  const found: TreeNode[] = [];
  const walk = (node: unknown, depth: number, inside: boolean): void => {
    if (depth > 12) return;
    if (Array.isArray(node)) return node.forEach((it: unknown) => walk(it, depth, inside));
    const wanted = inside || REPORTS.test(text(at(node, 'name')).replace(/\s/g, ''));
    if (wanted) found.push({ id: text(at(node, 'id')), jump: text(at(node, 'jump_url')) });
    walk(at(node, 'children') ?? [], depth + 1, wanted);
  };
  walk(tree, 0, false);
  return found.slice(0, 10);
}

function requestsFor(page: Page, column: Column, node: TreeNode, site: string): Further[] {
  const jump = resolve(page, node.jump);
  if (jump !== null) return [request(jump, column)];
  return /^\d+$/.test(node.id) ? [articles(page, column, node.id, site)] : [];
}

/** Pages are asked for from 1: page 0 holds the same rows as page 1. */
function articles(page: Page, column: Column, category: string, site: string): Further {
  const url = new URL(`/gkmlpt/api/all/${category}?page=1&sid=${encodeURIComponent(site)}`, page.url);
  return dataRequest(url.href, column);
}

function fromJson(page: Page, column: Column, data: unknown): Listing {
  const rows = at(data, 'articles');
  const found = Array.isArray(rows) ? rows : [];
  const total = Number(at(data, 'total') ?? at(data, 'classify', 'post_count') ?? found.length);
  const url = new URL(page.url);
  const current = Math.max(1, Number(url.searchParams.get('page') ?? 1));
  const next: Further[] = [];
  if (found.length > 0 && (current - 1) * PER_PAGE + found.length < total) {
    url.searchParams.set('page', String(current + 1));
    next.push(dataRequest(url.href, column));
  }
  const links = found.flatMap((it: unknown) => rowOf(page, it));
  return listing(page, column, { links, next, heading: text(at(data, 'classify', 'name')), empty: Array.isArray(rows) && found.length === 0 && total === 0 });
}

function rowOf(page: Page, row: unknown): Link[] {
  const files = filesOf(page, at(row, 'attachment'));
  const url = resolve(page, text(at(row, 'url'))) ?? resolve(page, text(at(row, 'post_url'))) ?? files[0]?.url ?? null;
  const title = collapse(text(at(row, 'title')));
  return url === null ? [] : [{ url, title, date: dayOf(row), ...(files.length > 0 && { attachments: files }) }];
}

/** The day of publication, in print or as seconds. 成文日期 (`date`) comes last: it is when the paper was signed. */
function dayOf(row: unknown): string | null {
  for (const key of ['display_publish_time', 'first_publish_time', 'created_at', 'create_time', 'date']) {
    const value = at(row, key);
    const day = typeof value === 'number' || /^\d{9,13}$/.test(text(value)) ? dayOfEpoch(Number(value)) : firstDay(text(value));
    if (day !== null) return day;
  }
  return null;
}

function filesOf(page: Page, list: unknown): Attachment[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((it: unknown) => {
    const url = resolve(page, text(at(it, 'url')));
    return url === null ? [] : [{ url, name: collapse(text(at(it, 'name'))) }];
  });
}

const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
