/** Addresses that give something other than a page: originals, pictures, workbooks. */
import type { Context } from '../context.ts';
import type { Query } from '../frame/query.ts';
import { compareAgencies, compareBook, comparePicture } from './compare/files.ts';
import { originalBytes, originalShown } from '../originals/resource.ts';

export interface Resource {
  path: string;
  /** Throws Refused where there is no such thing. */
  answer(context: Context, query: Query): Response | Promise<Response>;
}

export const RESOURCES: readonly Resource[] = [originalBytes, originalShown, comparePicture, compareBook, compareAgencies];
