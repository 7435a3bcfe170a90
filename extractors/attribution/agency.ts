/** Decides whose report it is. The title stands above all; a name without its place is settled only by other evidence. */
import type { Problem } from '../document.ts';
import type { AgencyRef, Evidence } from '../report.ts';
import { isGovernment, isPlaceless, sameOrgan } from './organ.ts';
import type { OrganReading } from './organ.ts';
import type { AgencyProfile } from './profile.ts';
import type { Vote, VoteKind } from './votes.ts';

export interface Decision {
  agency: AgencyRef;
  problems: Problem[];
}

/** Kinds by which a document names an organ as its own. */
const NAMING: readonly VoteKind[] = ['other_title', 'publisher', 'signature', 'site_name', 'author', 'contact'];
/** Kinds that may give the full name of an organ whose title leaves its place out. */
const FULL_NAME: readonly VoteKind[] = [...NAMING, 'site_owner'];
/** Kinds of the contact block: together they never outweigh a title. */
const CONTACT: readonly VoteKind[] = ['contact', 'area_code', 'postcode', 'printed_host', 'printed_shared_host'];
const CONTACT_CAP = 9;
/** Kinds that many words can feed: more of them add little. */
const CAPS: Partial<Record<VoteKind, number>> = { place_name: 3, alias: 3, printed_host: 4, area_code: 2, postcode: 2, domain: 2 };

/** Who the agency is, and what in the evidence contradicts that. Undecidable means id null, with a problem that says why. */
export function decideAgency(votes: readonly Vote[]): Decision {
  const reading = votes.find((it) => it.kind === 'title')?.reading;
  if (!reading) return byOtherNames(votes);
  if (reading.type === 'generic') return byPlace(reading, votes);
  if (reading.type === 'outside') {
    if (isPlaceless(reading.printed)) return withoutPlace(reading, votes);
    return { agency: outside(reading), problems: contradictions(votes, null, reading.printed) };
  }
  if (reading.expired) {
    const message = `${reading.printed} is a former name of ${reading.agency.nameZh} that did not hold in the year reported.`;
    return { agency: unknown(reading.printed), problems: [problem('agency_name_expired', message)] };
  }
  return byTitle(reading, votes);
}

/** Evidence as it is kept: every vote, the undecided ones speaking for the name they print. */
export const toEvidence = (vote: Vote): Evidence => ({
  kind: vote.kind,
  text: vote.text,
  speaksFor: vote.agency?.id ?? vote.reading?.printed ?? vote.text,
  weight: vote.reading?.type === 'generic' ? 0 : vote.weight,
  ...(vote.place && { place: vote.place }),
});

function byTitle(title: Extract<OrganReading, { type: 'agency' }>, votes: readonly Vote[]): Decision {
  const { agency, printed } = title;
  const problems = contradictions(votes, agency, printed);
  if (title.joint) problems.push(problem('joint_report', `The title names several organs (${printed}); kept under ${agency.nameZh}.`));
  const own = strength(votes, agency);
  const rivals = agenciesOf(votes).filter((it) => it !== agency && problems.length > 0 && strength(votes, it) >= own);
  if (rivals.length === 0) return { agency: known(agency, printed), problems };
  const message = `The title names ${agency.nameZh}, but as much speaks for ${rivals.map((it) => it.nameZh).join(', ')}; left open.`;
  return { agency: unknown(printed), problems: [...problems, problem('agency_undecided', message)] };
}

/** Total of the votes that can outweigh a title: names, hosts, and the contact block up to its cap. */
function strength(votes: readonly Vote[], agency: AgencyProfile): number {
  const contact = score(votes.filter((it) => CONTACT.includes(it.kind)), agency);
  const rest = score(
    votes.filter((it) => it.kind === 'title' || it.kind === 'host' || (NAMING.includes(it.kind) && it.kind !== 'contact')),
    agency,
  );
  return rest + Math.min(contact, CONTACT_CAP);
}

/** Sum of the distinct votes for an agency, each kind up to its cap. */
function score(votes: readonly Vote[], agency: AgencyProfile): number {
  const byKind = new Map<VoteKind, number>();
  const seen = new Set<string>();
  for (const vote of votes) {
    const key = `${vote.kind} ${vote.text}`;
    if (vote.agency !== agency || seen.has(key)) continue;
    seen.add(key);
    byKind.set(vote.kind, Math.min((byKind.get(vote.kind) ?? 0) + vote.weight, CAPS[vote.kind] ?? vote.weight));
  }
  return [...byKind.values()].reduce((sum, it) => sum + it, 0);
}

const agenciesOf = (votes: readonly Vote[]): AgencyProfile[] => [...new Set(votes.flatMap((it) => it.agency ?? []))];

/** Votes that name another organ as author, publisher or contact than the title does. */
function contradictions(votes: readonly Vote[], agency: AgencyProfile | null, printed: string): Problem[] {
  const problems: Problem[] = [];
  for (const vote of votes) {
    if (!NAMING.includes(vote.kind) || !vote.reading || agrees(vote, vote.reading, agency, printed)) continue;
    const code = vote.kind === 'contact' ? 'contact_differs' : 'agency_conflict';
    const message = `The title names ${printed}, the ${vote.kind.replace('_', ' ')} ${vote.text}; the title is followed.`;
    if (!problems.some((it) => it.message === message)) problems.push(problem(code, message, vote));
  }
  const codes = votes.filter((it) => it.kind === 'area_code');
  if (agency && codes.length > 0 && agency.areaCodes.length > 0 && !codes.some((it) => it.agency === agency)) {
    const message = `The area code ${codes[0]!.text} is not that of ${agency.nameZh}; the title is followed.`;
    problems.push(problem('contact_differs', message, codes[0]));
  }
  return problems;
}

function agrees(vote: Vote, reading: OrganReading, agency: AgencyProfile | null, printed: string): boolean {
  if (reading.type === 'agency') return reading.agency === agency;
  if (reading.type === 'generic') return agency === null ? printed.includes(vote.text) || vote.kind === 'site_name' : reading.candidates.includes(agency);
  if (sameOrgan(vote.text, printed)) return true;
  // The government of the place carries its departments' reports.
  return isGovernment(vote.text) && (agency === null ? vote.text.slice(0, 2) === printed.slice(0, 2) : agency.places.some((it) => vote.text.startsWith(it)));
}

type Outside = Extract<OrganReading, { type: 'outside' }>;
type Generic = Extract<OrganReading, { type: 'generic' }>;

/** 自治区应急管理厅, 市应急局: the candidates of that kind, told apart by place names, hosts, codes and other names. */
function byPlace(title: Generic, votes: readonly Vote[]): Decision {
  const ranked = title.candidates
    .map((agency) => ({ agency, total: score(votes, agency), kinds: kindsFor(votes, agency) }))
    .sort((a, b) => b.total - a.total);
  const [best, second] = ranked;
  const elsewhere = title.closed ? null : outsideNamesake(title.printed, votes);
  if (elsewhere && !(best && isNamed(best.kinds))) return { agency: { ...outside(elsewhere), namePrinted: title.printed }, problems: [] };
  const clear = best !== undefined && !elsewhere && best.total >= 2 && best.total >= 2 * (second?.total ?? 0);
  if (clear && (title.closed || isCertain(best, votes))) return { agency: known(best.agency, title.printed), problems: [] };
  const leaders = [...ranked.filter((it) => it.total > 0).slice(0, 3).map((it) => `${it.agency.nameZh} ${it.total}`), ...(elsewhere ? [elsewhere.printed] : [])];
  const message = `${title.printed} names no place, and the rest does not settle which it is (${leaders.join(', ') || 'no evidence'}).`;
  return { agency: { ...unknown(title.printed), level: title.level }, problems: [problem('agency_undecided', message)] };
}

/** 市人民政府办公室: an organ of another kind that says no more of its place than its rank. */
function withoutPlace(title: Outside, votes: readonly Vote[]): Decision {
  const namesake = outsideNamesake(title.printed, votes);
  if (namesake) return { agency: { ...outside(namesake), namePrinted: title.printed }, problems: [] };
  const message = `${title.printed} names no place, and nothing else on the page gives its full name.`;
  return { agency: { ...unknown(title.printed), level: title.level }, problems: [problem('agency_undecided', message)] };
}

/** 梅河口市应急管理局 as publisher of a report titled 应急管理局: the full name of an organ that the registry lacks. */
function outsideNamesake(printed: string, votes: readonly Vote[]): Outside | null {
  const short = (name: string): string => name.replace('应急管理', '应急');
  const isFull = ({ kind, reading, text }: Vote): boolean =>
    FULL_NAME.includes(kind) && reading?.type === 'outside' && text.length > printed.length && short(text).endsWith(short(printed)) && !isPlaceless(text);
  const reading = votes.find(isFull)?.reading;
  return reading?.type === 'outside' ? reading : null;
}

const kindsFor = (votes: readonly Vote[], agency: AgencyProfile): Set<VoteKind> =>
  new Set(votes.filter((it) => it.agency === agency).map((it) => it.kind));

const isNamed = (kinds: ReadonlySet<VoteKind>): boolean => [...kinds].some((it) => FULL_NAME.includes(it) || it === 'host');

/** Where organs outside the registry bear the same name, more is asked: two kinds of evidence or a name, and nothing against it. */
function isCertain(best: { agency: AgencyProfile; total: number; kinds: Set<VoteKind> }, votes: readonly Vote[]): boolean {
  if (votes.some((it) => it.kind === 'county')) return false;
  if (votes.some((it) => it.kind === 'address' && !best.agency.places.includes(it.text))) return false;
  return best.total >= 4 && (isNamed(best.kinds) || best.kinds.size >= 2);
}

/** No organ in the title: only a name in another place of authorship, or the agency's own host, can tell. */
function byOtherNames(votes: readonly Vote[]): Decision {
  // Whose site it is speaks for an agency of the registry; another organ's site may carry anyone's report.
  const namings = votes.filter((it) => NAMING.includes(it.kind) || it.kind === 'host' || (it.kind === 'site_owner' && it.agency !== null));
  const ranked = agenciesOf(namings)
    .map((agency) => ({ agency, total: score(votes, agency) }))
    .sort((a, b) => b.total - a.total);
  const others = namings.filter((it) => it.reading?.type === 'outside' && !isGovernment(it.text));
  const governments = namings.filter((it) => it.reading?.type === 'outside' && isGovernment(it.text) && it.kind === 'author');
  const [best, second] = ranked;
  if (best && best.total >= 5 && best.total >= 2 * (second?.total ?? 0) && others.length === 0 && governments.length === 0) {
    return { agency: known(best.agency, null), problems: [] };
  }
  const named = [...governments, ...others].find((it) => it.reading?.type === 'outside')?.reading;
  if (!best && named?.type === 'outside') return { agency: outside(named), problems: [] };
  const names = [...new Set(namings.map((it) => it.text))].join(', ');
  const code = names ? 'agency_undecided' : 'agency_unknown';
  const message = names ? `The title names no organ, and the page names several or too weakly: ${names}.` : 'Nothing names the organ whose report this is.';
  return { agency: unknown(null), problems: [problem(code, message)] };
}

function problem(code: string, message: string, vote?: Vote): Problem {
  return { code, message, ...(vote?.place && { place: vote.place }) };
}

const known = (agency: AgencyProfile, printed: string | null): AgencyRef => ({
  id: agency.id,
  nameZh: agency.nameZh,
  nameEn: agency.nameEn,
  level: agency.level,
  namePrinted: printed,
});

const outside = (reading: Outside): AgencyRef => ({
  id: null,
  nameZh: reading.printed,
  nameEn: null,
  level: reading.level,
  namePrinted: reading.printed,
});

/** What is printed may be the name of many organs: it is nobody's. */
const unknown = (printed: string | null): AgencyRef => ({ id: null, nameZh: null, nameEn: null, level: null, namePrinted: printed });
