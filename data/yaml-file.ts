/** A YAML file checked against a schema; what is wrong with it is said with line and key. */
import { LineCounter, YAMLParseError, isMap, isScalar, parse, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';

/** Parses `text` and checks it. Throws Error: `name:line: key: what is wrong`. */
export function checkedYaml<Schema extends z.ZodType>(name: string, text: string, schema: Schema): z.infer<Schema> {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const line = error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 1) : 1;
    throw new Error(`${name}:${line}: ${(error as Error).message.split('\n')[0] ?? 'not YAML'}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // A misspelt key also makes the right one missing: it is what to mend.
  const issues = result.error.issues.map(deepest);
  const issue = issues.find((it) => it.code === 'unrecognized_keys') ?? issues[0]!;
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  throw unknown === undefined ? faultAt(name, text, issue.path, issue.message) : faultAt(name, text, [...issue.path, unknown], 'unknown key');
}

/** The error for what stands at `path` of a file. The file is parsed once more for the line, which only a faulty one costs. */
export function faultAt(name: string, text: string, path: readonly PropertyKey[], message: string): Error {
  const lines = new LineCounter();
  const offset = offsetOf(parseDocument(text, { lineCounter: lines }), path);
  const line = offset === null ? 1 : lines.linePos(offset).line;
  return new Error(`${name}:${line}: ${path.map(String).join('.') || '(file)'}: ${message}`);
}

type Issue = z.core.$ZodIssue;

/** Inside a union the issue that matters is the one of the branch that came furthest. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors
    .flat()
    .map((it) => deepest({ ...it, path: [...issue.path, ...it.path] }))
    .sort((a, b) => b.path.length - a.path.length || Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'));
  return inner[0] ?? issue;
}

/** Where the key begins; where it is missing, what should hold it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const key = parent.items.find((it) => isScalar(it.key) && String(it.key.value) === String(path.at(-1)))?.key;
    if (isScalar(key) && key.range) return key.range[0];
  }
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return null;
}
