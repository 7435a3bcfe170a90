/** What an export is: its date, its name, its versions, its licence; the same for the same database. */
import { bannerOf, type Db, type Origin } from '../open.ts';
import type { Source } from './source.ts';

export interface Identity {
  /**
   * The date of the data: the latest day on which the database saw anything, that is the latest `first_seen` of a document or
   * observation of the coverage; where it knows of none (documents taken in from a folder), the latest date of publication.
   */
  date: string;
  isDated: boolean;
  /** Name of the folder and of the data package: `gongkai-2026-03-20`, `gongkai-replica-2026-03-20`. */
  slug: string;
  title: string;
  description: string;
  licence: string;
  citation: string;
  /** Said wherever it can be: figures of the replica are invented. */
  banner: string | null;
  origin: Origin;
  /** `gongkai 0.1.0`. */
  software: string;
  /** Versions of the code by which the documents were read. */
  codeVersions: string[];
}

const DAYS = `
SELECT max(day) FROM (SELECT substr(first_seen, 1, 10) AS day FROM document_source WHERE first_seen <> '' UNION ALL SELECT substr(observed_on, 1, 10) FROM coverage_entry)
WHERE day IS date(day)`;
const PUBLISHED = 'SELECT max(published_on) FROM reports WHERE published_on IS date(published_on)';

/** @param software the program and its version */
export function identityOf(db: Db, source: Source, software: string): Identity {
  const one = (sql: string): string | null => db.prepare<[], string | null>(sql).pluck().get() ?? null;
  const date = one(DAYS) ?? one(PUBLISHED);
  const about = new Map(source.all<{ topic: string; text: string }>('SELECT topic, text FROM about').map(({ topic, text }) => [topic, text]));
  const banner = bannerOf(db);
  return {
    date: date ?? 'undated',
    isDated: date !== null,
    slug: ['gongkai', ...(source.origin === 'replica' ? ['replica'] : []), date ?? 'undated'].join('-'),
    title: [...(banner === null ? [] : ['[REPLICA: INVENTED FIGURES · 虚构数据]']), about.get('title') ?? 'Gongkai'].join(' '),
    description: [banner, about.get('what')].filter((text) => text !== null && text !== undefined).join('\n\n'),
    licence: about.get('licence') ?? '',
    citation: about.get('citation') ?? '',
    banner,
    origin: source.origin,
    software,
    codeVersions: source.all<{ code_version: string }>('SELECT DISTINCT code_version FROM documents WHERE code_version IS NOT NULL ORDER BY 1').map((row) => row.code_version),
  };
}
