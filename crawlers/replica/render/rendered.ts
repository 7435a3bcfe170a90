import type { Truth } from '../report/model.ts';

/** A report as a file, with the truth about what that file prints. */
export interface Rendered {
  bytes: Uint8Array;
  name: string;
  contentType: string;
  truth: Map<string, Truth>;
}

export const cloneTruth = (truth: ReadonlyMap<string, Truth>): Map<string, Truth> =>
  new Map([...truth].map(([code, fact]) => [code, { ...fact }]));

export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));
