/**
 * A page whose report stands apart: prose on the page, tables in a file that it offers, in a frame or in pictures. Put together they
 * are one document, in which every place of a part names the part. A page that needs none of its parts is left as it is.
 */
import { createHash } from 'node:crypto';
import { isProse } from './annual-report.ts';
import { attribute, type Attribution } from './attribution/index.ts';
import type { AgencyProfile, SourceHints } from './attribution/profile.ts';
import { memberHints } from './contained.ts';
import { isGrid, Refusal, type Block, type Document, type Grid, type Place, type Problem } from './document.ts';
import { membersOf } from './formats/archive/members.ts';
import { readDocument, sniff } from './formats/index.ts';
import { needsOcr } from './formats/scan.ts';
import { jpegHead } from './formats/scan/jpeg.ts';
import type { Ocr } from './formats/scan/ocr.ts';
import { pngSize } from './formats/scan/png.ts';
import { readSections } from './narrative/sections.ts';
import type { AgencyRef, Cell, Extraction, ReportPart } from './report.ts';
import { PREFIX, readTables } from './tables/index.ts';
import { withSpelledLabels } from './tables/spelling.ts';

/** A file, frame or picture of a page. */
export interface Part {
  sha256: string;
  bytes: Uint8Array;
  source: SourceHints;
}

export interface PageWithParts {
  document: Document;
  parts: ReportPart[];
}

type Piece = ReportPart['gives'][number];
type Table = Exclude<Piece, 'prose'>;
const TABLES = Object.keys(PREFIX) as Table[];

/** Code of the problem of a page that was read without parts that are pictures. */
export const PARTS_NEED_OCR = 'parts_need_ocr';

/** Pictures that are smaller, in pixels, hold no table. */
const SMALL = { width: 300, height: 120 };

/** What was read: a document whose places name their parts, and what of a report it holds. */
interface Source {
  document: Document;
  parts: readonly Part[];
  gives: ReadonlySet<Piece>;
  cells: readonly Cell[];
}

/** Whether the parts of a page may hold what its reading lacks. */
export const lacks = (extraction: Extraction): boolean =>
  extraction.status === 'report' ? extraction.form === 'local' || extraction.problems.some(({ code }) => code === 'table_missing')
  : extraction.code === 'no_tables' || extraction.code === 'too_little';

/**
 * The page together with those of its parts that hold what it lacks; null where it needs none, or where one part is the whole
 * report and says whose and of which year, which is then a document of its own.
 * @param parts in the order in which the page shows them
 * @throws Refusal `needs_ocr` where the tables can only stand in pictures and there is no engine
 */
export async function withParts(page: Document, parts: readonly Part[], profiles: readonly AgencyProfile[], source: SourceHints, ocr?: Ocr): Promise<PageWithParts | null> {
  const own: Source = { document: page, parts: [], ...contentsOf(page) };
  const all = parts.flatMap(unpacked);
  const pictures = all.filter(({ bytes }) => isPicture(bytes));
  const files = await Promise.all(all.filter((part) => !pictures.includes(part)).map(readPart));
  const problems: Problem[] = [];
  const who = attribute(page, readSections(page), profiles, source);
  /** Parts that say themselves whose report they are, and of which year. */
  const named = new Set<Source>();
  const isOwn = (part: Source): boolean => {
    const name = part.parts[0]?.source.name;
    const theirs = attribute(part.document, readSections(part.document), profiles, name === undefined ? {} : { name });
    if (theirs.fiscalYear !== null && (theirs.agency.id ?? theirs.agency.nameZh) !== null) named.add(part);
    const reason = foreign(nameOf(part), theirs, who);
    if (reason !== null) problems.push({ code: 'part_of_another_report', message: reason, place: { document: part.parts[0]!.sha256 } });
    return reason === null;
  };
  const sources = files.filter((file) => file !== null).filter(isOwn);
  const isWhole = ({ gives }: Source): boolean => [own, ...sources].every((other) => [...other.gives].every((piece) => gives.has(piece)));
  if (sources.some((file) => file.gives.size > 1 && file.gives.has('prose') && isWhole(file) && named.has(file))) return null;
  const tabled = (those: readonly Source[]): boolean => those.some(({ gives }) => gives.has('requests') || gives.has('statistics'));
  if (!tabled([own, ...sources]) && pictures.length > 0) {
    const large = pictures.filter(({ bytes }) => isLarge(bytes));
    if (ocr === undefined && large.length > 0 && who.title !== null) throw needsOcr(`its tables are not printed in the page, and ${large.length} picture(s) of it may hold them`);
    if (ocr !== undefined) {
      const read = await readPictures(large, ocr);
      if (read !== null && isOwn(read)) sources.push(read);
    }
  }
  return combined(own, sources, problems);
}

/** Takes each missing piece from the one part that holds it; from none where parts say different things. */
function combined(own: Source, sources: readonly Source[], problems: Problem[]): PageWithParts | null {
  const taken = new Map<Source, Piece[]>();
  const isEarlier = own.gives.has('statistics');
  const isLater = [own, ...sources].some(({ gives }) => ['published', 'requests', 'disputes'].some((piece) => gives.has(piece as Piece)));
  for (const piece of ['prose', ...TABLES] as const) {
    if (own.gives.has(piece)) continue;
    // The table of the earlier form and those of the later one do not stand in one report.
    if (isEarlier ? piece !== 'prose' : piece === 'statistics' && isLater) continue;
    const holders = sources.filter(({ gives }) => gives.has(piece));
    const [first] = holders;
    if (first === undefined) continue;
    const other = piece === 'prose' ? undefined : holders.find((holder) => !sameFigures(first, holder, piece));
    if (other === undefined) taken.set(first, [...(taken.get(first) ?? []), piece]);
    else problems.push({ code: 'parts_disagree', message: `${nameOf(first)} and ${nameOf(other)} hold the same table with different figures: neither is read into the report of the page`, place: { document: other.parts[0]!.sha256 } });
  }
  if (taken.size === 0) return null;
  const blocks = [...own.document.blocks];
  const parts: ReportPart[] = [];
  const scans: string[] = [];
  for (const source of sources) {
    const gives = taken.get(source);
    if (gives === undefined) continue;
    blocks.push(...blocksFor(source, gives));
    problems.push(...source.document.problems);
    if (source.document.ocr !== undefined) scans.push(...source.parts.map(({ sha256 }) => sha256));
    for (const part of source.parts) parts.push({ sha256: part.sha256, source: part.source.name ?? part.source.url ?? part.sha256, gives });
  }
  let table = 0;
  const engine = sources.find((source) => taken.has(source) && source.document.ocr !== undefined)?.document.ocr;
  return {
    document: {
      ...own.document,
      blocks: blocks.map((block) => (isGrid(block) ? { ...block, table: table++ } : block)),
      problems: [...own.document.problems, ...problems],
      ...(engine !== undefined && { ocr: engine, scans }),
    },
    parts,
  };
}

/** Of a part that gives prose everything; else the grids in which its tables stand, and what continues them. */
function blocksFor(source: Source, gives: readonly Piece[]): Block[] {
  const { blocks } = source.document;
  const wanted = new Set(gives.flatMap((piece) => gridsOf(source, piece)));
  const unwanted = new Set([...source.gives].filter((piece) => !gives.includes(piece)).flatMap((piece) => gridsOf(source, piece)));
  return blocks.filter((block) => (isGrid(block) ? wanted.has(block.table) || !unwanted.has(block.table) : gives.includes('prose')));
}

const gridsOf = ({ cells }: Source, piece: Piece): number[] =>
  piece === 'prose' ? [] : cells.flatMap(({ code, place }) => (place !== null && code.startsWith(PREFIX[piece]) ? [place.table] : []));

function sameFigures(a: Source, b: Source, table: Table): boolean {
  const figures = ({ cells }: Source): string => cells.filter(({ code }) => code.startsWith(PREFIX[table])).map(({ code, state, value }) => `${code} ${state} ${value}`).sort().join('\n');
  return a === b || figures(a) === figures(b);
}

/** Why a part cannot belong to the report of the page: it names another year, or another agency. */
function foreign(name: string, part: Attribution, page: Attribution): string | null {
  if (part.fiscalYear !== null && page.fiscalYear !== null && part.fiscalYear !== page.fiscalYear) return `${name} is of ${part.fiscalYear}, the page of ${page.fiscalYear}: it is read by itself`;
  if (areTwo(part.agency, page.agency)) return `${name} is of ${part.agency.nameZh}, the page of ${page.agency.nameZh}: it is read by itself`;
  return null;
}

/** Whether two agencies are surely different ones: by their ids, or by names of which neither is a short form of the other. */
const areTwo = (a: AgencyRef, b: AgencyRef): boolean =>
  a.id !== null && b.id !== null ? a.id !== b.id : a.nameZh !== null && b.nameZh !== null && !a.nameZh.includes(b.nameZh) && !b.nameZh.includes(a.nameZh);

const nameOf = ({ parts: [part] }: Source): string => part?.source.name ?? part?.source.url ?? part?.sha256 ?? 'a part';

function contentsOf(document: Document): Pick<Source, 'gives' | 'cells'> {
  const { cells, found } = readTables(document);
  const gives = new Set<Piece>(TABLES.filter((table) => found[table]));
  if (isProse(readSections(document))) gives.add('prose');
  return { gives, cells };
}

/** The files in an archive in its place. */
function unpacked(part: Part): Part[] {
  if (sniff(part.bytes).format !== 'zip') return [part];
  try {
    return membersOf(part.bytes).flatMap((member) =>
      'bytes' in member ? [{ sha256: createHash('sha256').update(member.bytes).digest('hex'), bytes: member.bytes, source: memberHints(part.source, member.name) }] : []);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** Null for what is not read: that is said where it is read by itself. */
async function readPart(part: Part): Promise<Source | null> {
  try {
    const document = placed(await readDocument(part.bytes, part.source), part.sha256);
    return { document, parts: [part], ...contentsOf(document) };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Pictures below each other are one document. */
async function readPictures(pictures: readonly Part[], ocr: Ocr): Promise<Source | null> {
  const documents: Document[] = [];
  const parts: Part[] = [];
  let table = 0;
  for (const part of pictures) {
    try {
      const document = withSpelledLabels(placed(await readDocument(part.bytes, part.source, ocr), part.sha256));
      documents.push({ ...document, blocks: document.blocks.map((block) => (isGrid(block) ? { ...block, table: table++ } : block)) });
      parts.push(part);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  const [first] = documents;
  if (first === undefined) return null;
  const [said] = first.problems.filter(({ code }) => code === 'read_by_ocr');
  const others = documents.flatMap(({ problems }) => problems.filter(({ code }) => code !== 'read_by_ocr'));
  const document = { ...first, blocks: documents.flatMap(({ blocks }) => blocks), problems: [...(said ? [{ code: said.code, message: said.message }] : []), ...others] };
  return { document, parts, ...contentsOf(document) };
}

/** The document with its parts' hash in every place. */
function placed(document: Document, sha256: string): Document {
  const at = <T extends Place>(place: T): T => ({ document: sha256, ...place });
  const grid = (block: Grid): Grid => ({ ...block, place: at(block.place), cells: block.cells.map((cell) => ({ ...cell, place: at(cell.place) })) });
  return {
    ...document,
    blocks: document.blocks.map((block) => (isGrid(block) ? grid(block) : { ...block, place: at(block.place) })),
    problems: document.problems.map((problem) => ({ ...problem, place: at(problem.place ?? {}) })),
  };
}

const isPicture = (bytes: Uint8Array): boolean => ['png', 'jpeg'].includes(sniff(bytes).format ?? '');

/** Width and height by the head of a picture; what has none that can be read is given the benefit of the doubt. */
function isLarge(bytes: Uint8Array): boolean {
  const size = pngSize(bytes) ?? jpegHead(bytes);
  return size === null || (size.width >= SMALL.width && size.height >= SMALL.height);
}
