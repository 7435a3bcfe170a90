/** The tree that the readers walk holds what cheerio's own tree holds. */
import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { attribute, type Element, type Node } from '../../../extractors/formats/html/dom.ts';
import { parseHtml } from '../../../extractors/formats/html/tree.ts';

interface Theirs {
  type: string;
  name?: string;
  data?: string;
  attribs?: Record<string, string>;
  children?: Theirs[];
}

type Outline = string | [name: string, attributes: [string, string][], children: Outline[]];

const outlineOfOurs = (node: Node): Outline[] => {
  if (node.type === 'text') return [node.data];
  if (node.type === 'comment') return [];
  return [[node.name, node.attributes.map(({ name, value }) => [name, value] as [string, string]).sort(), node.children.flatMap(outlineOfOurs)]];
};

const outlineOfTheirs = (node: Theirs): Outline[] => {
  if (node.type === 'text') return [node.data!];
  if (node.type === 'comment' || node.type === 'directive') return [];
  // Their root of a template's content has no name, either.
  return [[node.name ?? '', Object.entries(node.attribs ?? {}).sort(), node.children!.flatMap(outlineOfTheirs)]];
};

const AWKWARD: Record<string, string> = {
  'text before the cells of a table': '<table>a<tr>b<td>1</td>c</tr>d</table>e',
  'elements before the cells of a table': '<table><p>x</p><tr><td><b>1</tr></table>y',
  'formatting elements that cross': '<p><b class=a>1<i>2</b>3</i><p>4',
  'unclosed formatting over paragraphs': '<font color=red><p>1<p>2<font size=2><p>3',
  'a second body and html with attributes': '<html a=1><body b=2><p>x<body b=3 c=4><html a=5 d=6>',
  'templates': '<template><tr><td>1</td></tr></template><p>x',
  'frames': '<frameset cols="1,2"><frame src=a><frame src=b></frameset>',
  'drawings': '<svg viewBox="0 0 1 1"><foreignObject><p>x</p></foreignObject></svg><math><mi xlink:href=a>y</math>',
  'no markup': '无',
  'nothing': '',
  'a doctype of old browsers': '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN"><p><table><tr><td>1</table>',
  'names of object members': '<p constructor=1 __proto__=2 tostring=3>x</p>',
  'scripts': '<script>if (a < b) document.write("<p>")</script><style>p{}</style><noscript><p>x</p></noscript>',
};

const sample = new URL('../../../data/sample/', import.meta.url);

test.each(Object.entries(AWKWARD))('%s', (_, source) => {
  expect(outlineOfOurs(parseHtml(source))).toEqual(outlineOfTheirs(load(source)._root as unknown as Theirs));
});

test.each(readdirSync(sample).filter((name) => name.endsWith('.html')))('%s', (name) => {
  const source = readFileSync(new URL(name, sample), 'utf8');
  expect(outlineOfOurs(parseHtml(source))).toEqual(outlineOfTheirs(load(source)._root as unknown as Theirs));
});

test('parents lead back to the root', () => {
  const orphans = (node: Node, parent: Element | null): number =>
    (node.parent === parent ? 0 : 1) + ('children' in node ? node.children.reduce((sum, child) => sum + orphans(child, node), 0) : 0);
  for (const source of Object.values(AWKWARD)) expect(orphans(parseHtml(source), null)).toBe(0);
});

test('attributes are found by name, absent ones are undefined', () => {
  const cell = { type: 'tag', name: 'td', attributes: [{ name: 'rowspan', value: '2' }], children: [], parent: null } satisfies Element;
  expect(attribute(cell, 'rowspan')).toBe('2');
  expect(attribute(cell, 'constructor')).toBeUndefined();
});
