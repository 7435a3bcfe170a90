/** A YAML file checked against a schema; what is wrong with it is said with line and key. */
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Parses `text` and checks it. Throws Error: `name:line: key: what is wrong`. */
export function checkedYaml<Schema extends z.ZodType>(name: string, text: string, schema: Schema): z.infer<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) throw new Error(`${name}:${lines.linePos(broken.pos[0]).line}: ${broken.message.split('\n')[0] ?? 'not YAML'}`);
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = (unknown === undefined ? issue.path : [...issue.path, unknown]).map((key) => (typeof key === 'symbol' ? String(key) : key));
  const message = unknown === undefined ? issue.message : 'unknown key';
  throw new Error(`${name}:${lineOf(path)}: ${path.join('.') || '(file)'}: ${message}`);

  /** The line of the value at `path`, or of the nearest thing around it. */
  function lineOf(path: (string | number)[]): number {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}
