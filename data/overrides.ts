/**
 * Reviewed overrides: what a person has decided after looking at the original, one YAML file per document. They are part of
 * the input from which the dataset is built, and every reading that one has touched says so.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkedYaml } from './yaml-file.ts';

const words = z.string().trim().min(1);

const schema = z
  .strictObject({
    /** SHA-256 of the document. */
    document: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the document in lower-case hex'),
    reviewer: words,
    /** Day of the review. */
    on: z.iso.date('a date as YYYY-MM-DD'),
    reason: words,
    /** Registry id of the agency whose report it is. */
    agency: words.optional(),
    fiscalYear: z.int().min(1949).max(2099).optional(),
    /** By code: what is printed, in the codebook's unit; null where it cannot be known. */
    cells: z.record(words, z.strictObject({ value: z.number().nullable(), reason: words })).optional(),
  })
  .refine(({ agency, fiscalYear, cells }) => agency !== undefined || fiscalYear !== undefined || cells !== undefined, 'nothing to override: give agency, fiscalYear or cells');

export type Override = z.infer<typeof schema> & {
  /** Name of the file it stands in. */
  file: string;
};

/** The overrides cannot be used; the message names file, line and key. */
export class OverrideError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OverrideError';
  }
}

const DEFAULT_DIR = join(import.meta.dirname, 'overrides');

/** Reads every `*.yaml` of a folder, by document. No folder means no overrides. Throws OverrideError. */
export function loadOverrides(dir: string = DEFAULT_DIR): Map<string, Override> {
  const overrides = new Map<string, Override>();
  if (!existsSync(dir)) return overrides;
  for (const file of readdirSync(dir).filter((name) => name.endsWith('.yaml')).sort()) {
    const override = { ...read(join(dir, file), file), file };
    const twin = overrides.get(override.document);
    if (twin) throw new OverrideError(`${file}:1: document: ${twin.file} already overrides this document; put both into one file`);
    overrides.set(override.document, override);
  }
  return overrides;
}

function read(path: string, file: string): z.infer<typeof schema> {
  try {
    return checkedYaml(file, readFileSync(path, 'utf8'), schema);
  } catch (error) {
    throw new OverrideError((error as Error).message);
  }
}

/** Fingerprint of what an override says. */
export const overrideVersion = ({ file: _file, ...said }: Override): string => createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 8);
