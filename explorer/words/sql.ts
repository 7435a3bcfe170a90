export const SQL = {
  title: { zh: 'SQL', en: 'SQL' },
  about: {
    zh: '对数据库只读查询。网址中的 q 即查询本身，链接可重现结果。每次最多 5 秒、10000 行。',
    en: 'Read-only queries on the database. The address holds the query, so a link reproduces the result. At most 5 seconds and 10,000 rows each.',
  },
  query: { zh: '查询', en: 'Query' },
  run: { zh: '运行', en: 'Run' },
  examples: { zh: '示例查询', en: 'Example queries' },
  tables: { zh: '表与视图', en: 'Tables and views' },
  columns: { zh: '列', en: 'Columns' },
  result: { zh: '结果', en: 'Result' },
  rows: { zh: '行', en: 'rows' },
  shown: { zh: '页面只显示前', en: 'This page shows the first' },
  allRows: { zh: '其余见 CSV 或 JSON。', en: 'CSV and JSON have the rest.' },
  moreRows: { zh: '结果超过 10000 行，只取前 10000 行。', en: 'There are more than 10,000 rows; these are the first 10,000.' },
  moreBytes: { zh: '结果太大，只取前面一部分。', en: 'The result is too large; this is its beginning.' },
  cut: { zh: '个值过长，已截断。', en: 'values were too long and are cut.' },
  failed: { zh: '没有结果', en: 'No result' },
  null: { zh: '空', en: 'null' },
} as const;

export const FAILURES = {
  refused: { zh: '不予运行', en: 'Not run' },
  error: { zh: '数据库报错', en: 'The database says' },
  time: { zh: '超时，已停止', en: 'Stopped: too slow' },
  memory: { zh: '占用内存过多，已停止', en: 'Stopped: too much memory' },
  busy: { zh: '正忙', en: 'Busy' },
} as const;
