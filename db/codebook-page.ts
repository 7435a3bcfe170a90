/** The codebook as a page, `data/codebook.md`: the figures, the breaks between editions, and every table and column of the file. */
import { figuresMarkdown, markdownTable } from './codebook.ts';
import { BREAKS } from './comparability.ts';
import { describeColumn, TABLE_DESCRIPTIONS } from './descriptions.ts';
import { OWN_COLUMNS, COMMON_COLUMNS } from './column-descriptions.ts';

/** Figures that the other edition lacks altogether are told by the column `editions` above. */
const breaks = BREAKS.filter(({ kind, counterparts }) => kind !== 'new' && (kind !== 'none' || counterparts.length > 0));

/** All of it as Markdown. */
export function codebookMarkdown(): string {
  const own = [...OWN_COLUMNS.keys()].map((key) => key.split('.') as [string, string]);
  const lines = [
    '', '## 版本之间的断点 · Breaks between editions', '',
    ...markdownTable(['code', 'from', 'to', 'kind', '说明', 'explanation'], breaks.map((each) => [`\`${each.code}\``, each.from, each.to, each.kind, each.zh, each.en])),
    '', '## 表与视图 · Tables and views', '',
    ...markdownTable(['name', 'kind', '说明', 'holds'], TABLE_DESCRIPTIONS.map(({ name, kind, zh, en }) => [`\`${name}\``, kind, zh, en])),
    '', '## 列 · Columns', '', 'Where a view is named the column means this there; else it means the same in every view. Figures of `panel` stand above.', '',
    ...markdownTable(['view', 'column', 'type', '说明', 'holds'], [
      ...[...COMMON_COLUMNS.keys()].map((column): [string, string] => ['', column]), ...own,
    ].map(([view, column]) => {
      const { type, zh, en } = describeColumn(view, column)!;
      return [view, `\`${column}\``, type, zh, en];
    })),
  ];
  return `${figuresMarkdown()}${lines.join('\n')}\n`;
}
