/** What a crawl of the replica must find: for every agency of the registry and every fiscal year, told from the same data. */
import { loadRegistry } from '../../data/registry.ts';
import type { AgencyRecord } from '../../data/registry.ts';
import { accessOf, findings, isListed, standing } from './findings.ts';
import type { Finding } from './findings.ts';
import { FAULTS, FIRST_FORM_YEAR, isPublished } from './report/invent.ts';
import type { Day, FileKind, Site } from './site.ts';
import type { PaperView } from './view.ts';
import { askFor, plainAnswer, sha256, siteOf } from './world.ts';

export type ExpectedStatus = 'published' | 'not_found' | 'not_due' | 'blocked' | 'unreachable' | 'removed' | 'unreadable' | 'unknown';

export interface Rendition {
  url: string;
  sha256: string;
  /** `zip`: a file in the archive prints the report. */
  kind: 'html' | 'pdf' | 'docx' | 'zip';
  /** The article; the same as `url` where the page prints the report. */
  page: string;
  /** First page of the column that lists it. */
  column: string;
  since: Day;
}

/** A file that is offered as the report, or beside it, and gives no report to read. */
export interface Attachment {
  url: string;
  kind: FileKind;
  /** Null where it is not to be fetched: it stands on a host that is not on the list, or behind a captcha. */
  sha256: string | null;
  page: string;
  /** It holds the tables of the report whose words the page prints. */
  part?: true;
}

export interface Expected {
  agency: string;
  year: number;
  status: ExpectedStatus;
  /** Documents that print the report, of all portals that can be read. */
  renditions: Rendition[];
  attachments: Attachment[];
  /** The day since which it is so; null where no day can be told. */
  since: Day | null;
  /** Last day on which a rendition changed or moved. */
  changed: Day | null;
  /** `local`: before the national form of 2019, in prose. */
  form: 'local' | 'ogi-2019' | 'ogi-2021';
  /** Whose figures it prints. */
  figures: 'published' | 'invented' | null;
  /** Its own arithmetic fails. */
  broken: boolean;
  /** Its renditions print different figures. */
  disagree: boolean;
  /** Without a browser it is blocked. */
  needsBrowser: boolean;
}

export interface Manifest {
  now: Day;
  firstNight: Day;
  expected: Expected[];
}

/** The first fiscal year for which the replica says that there is no report. */
const FIRST_YEAR = 2019;

/** https where the registry asks for it, or where a host does not answer otherwise. */
function schemeOf(site: Site, registry: readonly AgencyRecord[]): 'http' | 'https' {
  if (site.manners?.some(({ kind }) => kind === 'https-only' || kind === 'legacy-tls')) return 'https';
  const addresses = registry.flatMap((record) => record.sources.map((source) => source.column ?? source.pattern ?? ''));
  return addresses.some((address) => site.hosts.some((host) => address.startsWith(`https://${host}/`))) ? 'https' : 'http';
}

const bytesOf = (url: string, day: Day): Uint8Array => {
  const ask = askFor(url);
  return plainAnswer(siteOf(ask.host)!, ask, day).body;
};

/** The documents of one paper. */
function documents(finding: Finding, view: PaperView, now: Day, scheme: string): Pick<Expected, 'renditions' | 'attachments'> {
  const origin = `${scheme}://${finding.site.hosts[0]!}`;
  const absolute = (path: string): string => (path.startsWith('/') ? origin + path : path);
  const page = absolute(view.path);
  const column = absolute(finding.column.path);
  const renditions: Rendition[] = [];
  const attachments: Attachment[] = [];
  const hash = view.paper.printed ? sha256(bytesOf(page, now)) : '';
  if (view.paper.printed) renditions.push({ url: page, sha256: hash, kind: 'html', page, column, since: view.paper.on });
  for (const { offer, path } of view.files) {
    const url = absolute(path);
    const away = siteOf(new URL(url).hostname) === undefined;
    const captcha = finding.column.settings?.captcha === offer.kind;
    const fileHash = away || captcha ? null : sha256(bytesOf(url, now));
    if (offer.carries && !view.paper.apart && fileHash !== null && (offer.kind === 'pdf' || offer.kind === 'docx' || offer.kind === 'zip')) renditions.push({ url, sha256: fileHash, kind: offer.kind, page, column, since: view.paper.on });
    else attachments.push({ url, kind: offer.kind, sha256: fileHash, page, ...(offer.carries && view.paper.apart && { part: true as const }) });
  }
  return { renditions, attachments };
}

function expect(agency: string, year: number, now: Day, firstNight: Day, scheme: (site: Site) => string): Expected {
  const mine = findings(agency).filter((finding) => finding.year === year);
  const open = (finding: Finding): boolean => ['passes', 'browser'].includes(accessOf(finding, now));
  const views = mine.filter(open).flatMap((finding) => {
    const view = standing(finding, now);
    return view ? [{ finding, view }] : [];
  });
  // What a column lists no more is known to those alone who saw it listed.
  const known = views.filter(({ finding }) => isListed(finding, now) || (finding.paper.on < finding.column.emptyFrom! && firstNight < finding.column.emptyFrom!));
  const parts = known.map(({ finding, view }) => documents(finding, view, now, scheme(finding.site)));
  const renditions = parts.flatMap((part) => part.renditions);
  const days = (pick: (entry: { finding: Finding; view: PaperView }) => Day): Day[] => known.map(pick).sort();
  const gone = mine.filter(open).filter(({ paper }) => paper.until !== undefined && paper.until <= now && paper.until > firstNight);
  const [status, since] = ((): [ExpectedStatus, Day | null] => {
    if (renditions.length > 0) return ['published', days(({ view }) => view.paper.on)[0]!];
    if (known.length > 0) return ['unreadable', days(({ view }) => view.paper.on)[0]!];
    if (gone.length > 0) return ['removed', gone[0]!.paper.until!];
    if (views.length > 0) return ['unknown', views[0]!.finding.column.emptyFrom ?? null];
    const all = findings(agency);
    if (all.length === 0) return ['unreachable', null];
    const shut = all.map((finding) => accessOf(finding, now)).find((outcome) => outcome !== 'passes' && outcome !== 'browser');
    if (shut !== undefined) return [shut, null];
    if (all.some((finding) => !isListed(finding, now))) return ['unknown', null];
    return now <= `${year + 1}-01-31` ? ['not_due', null] : ['not_found', null];
  })();
  return {
    agency, year, status, renditions, attachments: parts.flatMap((part) => part.attachments), since,
    changed: days(({ view }) => view.changed).at(-1) ?? null,
    form: year < FIRST_FORM_YEAR ? 'local' : year <= 2020 ? 'ogi-2019' : 'ogi-2021',
    figures: known.length === 0 ? null : known.some(({ view }) => isPublished(view.paper.report!)) ? 'published' : 'invented',
    broken: known.length > 0 && FAULTS.some((fault) => fault.agency === agency && fault.year === year),
    disagree: new Set(known.map(({ finding }) => finding.paper.replaced !== undefined && finding.paper.replaced <= now)).size > 1,
    needsBrowser: known.length > 0 && known.every(({ finding }) => accessOf(finding, now) === 'browser'),
  };
}

/**
 * What a crawl must know on the night `now`, if it has run every night since `firstNight`: a report that went before it
 * was ever seen is not found, one that went later is removed. An agency whose hosts the replica does not have is
 * `unreachable`, since nothing answers there. Fiscal years from 2019 to the last one ended, and older ones where a report stands.
 */
export function manifest(now: Day, firstNight: Day = now): Manifest {
  const registry = loadRegistry();
  const schemes = new Map<Site, string>();
  const scheme = (site: Site): string => {
    if (!schemes.has(site)) schemes.set(site, schemeOf(site, registry));
    return schemes.get(site)!;
  };
  const last = Number(now.slice(0, 4)) - 1;
  const expected = registry.flatMap(({ id }) => {
    const older = [...new Set(findings(id).map(({ year }) => year))].filter((year) => year < FIRST_YEAR).sort();
    const years = [...older, ...Array.from({ length: last - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i)];
    return years.map((year) => expect(id, year, now, firstNight, scheme));
  });
  return { now, firstNight, expected };
}
