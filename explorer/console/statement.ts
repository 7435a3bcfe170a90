/** What the console runs: one statement that begins like a question. The database refuses the rest by itself; this says so kindly. */

/** The statement without the comments and blanks before it. */
export function bare(sql: string): string {
  let rest = sql;
  for (;;) {
    const next = rest.replace(/^(?:[\s;]+|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))/, '');
    if (next === rest) return rest;
    rest = next;
  }
}

/** Why a statement is not run; null where it may be. */
export function refusedStatement(sql: string): string | null {
  const text = bare(sql);
  if (text === '') return 'there is nothing to run';
  if (sql.includes('\0')) return 'a statement holds no NUL';
  const word = /^[A-Za-z_]+/.exec(text)?.[0].toUpperCase();
  if (word === undefined || !['SELECT', 'WITH', 'EXPLAIN', 'VALUES'].includes(word)) return 'this console only reads: a statement begins with SELECT, WITH, VALUES or EXPLAIN';
  return null;
}
