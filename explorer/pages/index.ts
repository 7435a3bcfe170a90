/** Every page, in the order in which addresses are tried. A new page is a file in this folder and a line here. */
import type { AnyPage } from '../frame/page.ts';
import { agency } from './agency.tsx';
import { codebook } from './codebook.tsx';
import { compare } from './compare.tsx';
import { coverage } from './coverage.tsx';
import { findings } from './findings.tsx';
import { search } from './search.tsx';
import { sql } from './sql.tsx';
import { report } from './report.tsx';

export const PAGES: readonly AnyPage[] = [coverage, agency, findings, search, report, compare, codebook, sql];
