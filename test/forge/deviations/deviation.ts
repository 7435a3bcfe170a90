import type { ForgedReport, ForgeFormat, Printed } from '../../../crawlers/replica/report/model.ts';
import { allCells } from '../../../crawlers/replica/report/model.ts';
import type { Random } from '../../../crawlers/replica/report/random.ts';

export interface Deviation {
  /** `group.what`. */
  name: string;
  probability: number;
  only?: readonly ForgeFormat[];
  form?: ForgedReport['form'];
  /** Does not go together with these. */
  not?: readonly string[];
  /** Belongs to the format rather than to the reporter: switched on in reports that follow the template as well. */
  always?: boolean;
  /** Settles something that every report must say one way or another: applied even when other deviations are chosen by name. */
  needed?: boolean;
  /** Alters the report; returns false if there was nothing to alter. Renderers read the rest from the report's names. */
  apply?: (report: ForgedReport, random: Random, format: ForgeFormat) => boolean | void;
}

export const TEXT = ['text-cells', 'text-rows'] as const;
export const HTML = ['html-clean', 'html-word', 'html-portal'] as const;

export const stateOf = (report: ForgedReport, cell: Printed): string | undefined =>
  cell.code === null ? undefined : report.truth.get(cell.code)?.state;
export const valueOf = (report: ForgedReport, cell: Printed): number | null =>
  cell.code === null ? null : (report.truth.get(cell.code)?.value ?? null);

/** Cells that still print a bare number, or a bare zero. */
export const bareNumbers = (report: ForgedReport): Printed[] =>
  allCells(report).filter((cell) => cell.plain && stateOf(report, cell) === 'number');
export const bareZeros = (report: ForgedReport): Printed[] =>
  allCells(report).filter((cell) => cell.plain && stateOf(report, cell) === 'zero');

export const inTable = (cell: Printed, table: string): boolean => cell.code?.startsWith(`${table}.`) ?? false;
