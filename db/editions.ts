/** The editions of the national form in order of age, for those who show the figures: names, and the fiscal years in which each is in force. */
import { EDITIONS } from '../extractors/forms/index.ts';

export interface FormEdition {
  id: string;
  nameZh: string;
  nameEn: string;
  /** First fiscal year in which it is in force. */
  from: number;
  /** The last; null: still in force. */
  to: number | null;
}

export const FORM_EDITIONS: readonly FormEdition[] = EDITIONS.map(({ id, nameZh, nameEn, inForce: [from, to] }) => ({ id, nameZh, nameEn, from, to }))
  .sort((a, b) => a.from - b.from);

/** The edition in force in a fiscal year; undefined before the first. */
export const editionOf = (year: number): FormEdition | undefined => FORM_EDITIONS.find(({ from, to }) => from <= year && year <= (to ?? Infinity));
