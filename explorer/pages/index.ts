/** Every page, in the order in which addresses are tried. A new page is a file in this folder and a line here. */
import type { AnyPage } from '../frame/page.ts';
import { codebook } from './codebook.tsx';
import { coverage } from './coverage.tsx';
import { report } from './report.tsx';

export const PAGES: readonly AnyPage[] = [coverage, report, codebook];
