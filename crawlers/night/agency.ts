/** One agency in one night: list its columns, judge what they hold, fetch what may be its reports, look again at what is known. */
import type { AgencyRecord } from '../../data/registry.ts';
import { sniff } from '../../extractors/formats/sniff.ts';
import type { Archive } from '../archive.ts';
import { judgeBody, printsTables } from '../discovery/body.ts';
import { judgeTitle, type TitleContext } from '../discovery/title.ts';
import type { Access, Fetcher } from '../fetch/exchange.ts';
import type { Candidate, ColumnOutcome, Night, Visited } from '../journal.ts';
import { isFile } from '../platforms/addresses.ts';
import { sourcesOf, type Source } from '../platforms/columns.ts';
import { makePage, printedOn } from '../platforms/page.ts';
import { platformFor } from '../platforms/index.ts';
import type { Article, Platform } from '../platforms/platform.ts';
import { daysBetween, lastFiscalYear } from './days.ts';
import { listSource, type ListedLink } from './lister.ts';
import { isRead, keyOf, Visitor, type Circumstances } from './visitor.ts';

export interface NightParts {
  archive: Archive;
  fetcher: Fetcher;
  night: Night;
  now: () => Date;
  /** Only reports of this fiscal year are fetched. */
  year?: number | undefined;
  /** Nothing is fetched but lists. */
  listOnly?: boolean;
}

export interface AgencyNight {
  agency: string;
  columns: ColumnOutcome[];
  /** Candidates whose judgement or page is new this night. */
  found: Candidate[];
  /** Reports whose address gave other bytes than it did before. */
  changed: Candidate[];
  /** Documents that brought new bytes. */
  newBodies: number;
  requests: number;
  /** Visits that gave no document, by verdict. */
  failures: { url: string; verdict: string; reason: string | null }[];
}

/** Requests per agency and night, at the most. */
export const BUDGET = 60;
/** Requests of a night on which everything stands as it stood. */
export const QUIET_BUDGET = 3;
/** What a source is taken to cost on a quiet night before one has shown it. */
const QUIET_COST = 2;
/** Days after which every page of every column, and every known report, is looked at again. */
const LOOK_AGAIN_AFTER = 28;
/** The first fiscal year of reports: the regulation came into force in 2008. */
const FIRST_YEAR = 2008;
const MOST_FILES = 8;
/** Reports asked for in a night since another day stands beside them: a column that dates its rows anew every night costs no more. */
const MOST_REDATED = 3;
const MOST_PICTURES = 20;
const MOST_FRAMES = 4;
/** An article of less text that shows pictures is a report published as pictures. */
const PICTURE_TEXT = 800;

export async function crawlAgency(agency: AgencyRecord, access: Access, parts: NightParts): Promise<AgencyNight> {
  return new AgencyCrawl(agency, access, parts).run();
}

interface Plan {
  source: Source;
  /** Every page is read. */
  isFull: boolean;
  /** May be left for another night when the few requests of a quiet one are used up. */
  mayWait: boolean;
  /** Other names of a first page that is not there are tried. */
  triesOthers: boolean;
  /** Requests that it will take. */
  cost: number;
  /** Days since it was listed. */
  waited: number;
}

class AgencyCrawl {
  readonly #agency: AgencyRecord;
  readonly #parts: NightParts;
  readonly #visitor: Visitor;
  readonly #known: ReadonlyMap<string, Candidate>;
  readonly #result: AgencyNight;
  #redated = 0;

  constructor(agency: AgencyRecord, access: Access, parts: NightParts) {
    this.#agency = agency;
    this.#parts = parts;
    this.#visitor = new Visitor({ ...parts, access, budget: BUDGET });
    // What earlier nights knew: not what this night, if it was interrupted, has written already.
    this.#known = new Map(parts.archive.journal.candidates(agency.id, parts.night.id - 1).map((it) => [it.url, it]));
    this.#result = { agency: agency.id, columns: [], found: [], changed: [], newBodies: 0, requests: 0, failures: [] };
  }

  async run(): Promise<AgencyNight> {
    const { night, archive } = this.#parts;
    const listed: ListedLink[] = [];
    for (const plan of this.#plan()) {
      if (plan.mayWait && this.#visitor.requests > 0 && this.#visitor.requests + plan.cost > QUIET_BUDGET) continue;
      const { links, outcome } = await this.#list(plan);
      archive.journal.putColumn(night.id, this.#agency.id, outcome);
      this.#result.columns.push(outcome);
      listed.push(...links);
    }
    const taken = new Map<string, ListedLink>();
    for (const link of listed) if (!taken.has(link.url)) taken.set(link.url, link);
    for (const link of taken.values()) await this.#consider(link);
    if (this.#parts.listOnly !== true) await this.#lookAgain(new Set(taken.keys()));
    this.#result.requests = this.#visitor.requests;
    return this.#result;
  }

  /** What to do about each source: those due for a full reading first, then those that wait longest. */
  #plan(): Plan[] {
    const { night, archive } = this.#parts;
    const columns = archive.journal.columns(this.#agency.id, night.id - 1);
    const plans = sourcesOf(this.#agency).map((source): Plan => {
      const before = columns.filter((it) => it.source === source.id);
      const [last] = before;
      if (last === undefined) return { source, isFull: true, mayWait: false, triesOthers: true, cost: 0, waited: Infinity };
      const complete = before.find((it) => it.complete);
      const isFailing = last.status === 'failed';
      const failingSince = before.findIndex((it) => it.status !== 'failed');
      const since = (failingSince < 0 ? before : before.slice(0, failingSince)).at(-1);
      return {
        source,
        isFull: last.status === 'cut_short' || isFailing || complete === undefined || daysBetween(complete.day, night.day) >= LOOK_AGAIN_AFTER,
        mayWait: isFailing || (last.status !== 'cut_short' && complete !== undefined && daysBetween(complete.day, night.day) < LOOK_AGAIN_AFTER),
        triesOthers: !isFailing || since === undefined || daysBetween(since.day, night.day) % LOOK_AGAIN_AFTER === 0,
        cost: before[1] === undefined ? QUIET_COST : Math.min(last.requests, before[1].requests),
        waited: daysBetween(last.day, night.day),
      };
    });
    return plans.sort((a, b) => Number(a.mayWait) - Number(b.mayWait) || b.waited - a.waited);
  }

  /** News only, where the source was read to its end not long ago; else every page. */
  async #list({ source, isFull, triesOthers }: Plan): ReturnType<typeof listSource> {
    const last = lastFiscalYear(this.#parts.night.day);
    const task = { agency: this.#agency, source, years: range(last, FIRST_YEAR), triesOthers };
    if (isFull) return listSource(this.#visitor, task);
    const mine = [...this.#known.values()].filter((it) => it.source === source.id);
    const newest = Math.max(...mine.filter((it) => it.verdict === 'accepted').map((it) => it.year ?? 0));
    return listSource(this.#visitor, {
      ...task,
      years: range(last, last),
      isKnown: (url, title) => this.#known.get(url)?.title === title,
      watched: new Set(mine.filter((it) => it.year === newest && it.verdict === 'accepted').map((it) => it.listedOn)),
    });
  }

  async #consider(link: ListedLink): Promise<void> {
    const titled: TitleContext = { agency: this.#agency, portal: link.source.portal, columnVouches: link.vouches };
    const judged = judgeTitle(link.title, { ...titled, years: link.years });
    const context = judged.yearFrom === 'column' ? { ...titled, years: link.years } : titled;
    const candidate: Candidate = {
      url: link.url, title: link.title, source: link.source.id, listedOn: link.column, publishedOn: link.date,
      verdict: judged.verdict, rule: judged.rule, year: judged.year, relation: judged.relation,
    };
    const known = this.#known.get(link.url);
    const isSame = known !== undefined && known.title === link.title && known.verdict === (judged.verdict === 'doubtful' ? known.verdict : judged.verdict);
    if (judged.verdict === 'rejected') {
      this.#note(candidate, isSame);
      return;
    }
    const { listOnly, year } = this.#parts;
    if (listOnly === true || (year !== undefined && judged.year !== null && judged.year !== year)) {
      this.#note(candidate, isSame);
      return;
    }
    const isRedated = isSame && isOtherDay(known, candidate) && this.#redated++ < MOST_REDATED;
    if (isSame && !isRedated && (this.#wasFetched(link.url) || this.#visitor.requests >= QUIET_BUDGET)) return;
    const settled = await this.#fetch(isSame ? { ...candidate, verdict: known.verdict, rule: known.rule, year: known.year, relation: known.relation } : candidate, context, link.platform, link.attachments ?? []);
    // Its new day is taken over once the report itself was looked at.
    const publishedOn = isRedated && !this.#isSettled(this.#thisVisit(link.url)) ? known.publishedOn : settled.publishedOn;
    this.#note({ ...settled, publishedOn }, isSame && settled.verdict === known.verdict && settled.year === known.year);
  }

  #note(candidate: Candidate, isSame: boolean): void {
    this.#parts.archive.journal.putCandidate(this.#parts.night.id, this.#agency.id, candidate);
    if (!isSame && candidate.verdict !== 'rejected') this.#result.found.push(candidate);
  }

  #wasFetched(url: string): boolean {
    return (this.#lastVisit(url)?.sha256 ?? null) !== null;
  }

  /** What became of a page is known: it was read, or it is not there. */
  #isSettled(visit: Visited | null | undefined): boolean {
    return visit !== null && visit !== undefined && (visit.sha256 !== null || isGone(visit));
  }

  #thisVisit(url: string): Visited | null {
    const { archive, night } = this.#parts;
    return archive.journal.answered(night.id, this.#agency.id, keyOf({ url, kind: 'page' }), 'document');
  }

  /** Of nights before this one. */
  #lastVisit(url: string): Visited | undefined {
    const { archive, night } = this.#parts;
    return archive.journal.before(night.id, this.#agency.id, keyOf({ url, kind: 'page' }))[0];
  }

  /**
   * Fetches a candidate and its files; what its title left open is decided by its body. `onlyNews`: its files only if its page has
   * changed. `isUnlisted`: it is asked for while its column does not list it.
   */
  async #fetch(candidate: Candidate, context: TitleContext, platform: Platform, listed: Article['attachments'], { onlyNews = false, isUnlisted = false } = {}): Promise<Candidate> {
    const kind = isFile(candidate.url) ? 'attachment' : 'page';
    const answer = await this.#visitor.visit({ url: candidate.url, kind, referrer: candidate.listedOn }, 'document', candidate.url, {
      ...(isUnlisted && { unlisted: true }), ...(kind === 'attachment' && { linkText: candidate.title }),
    });
    if (!isRead(answer)) {
      this.#failed(candidate.url, answer);
      return candidate;
    }
    if (answer.isNew) this.#result.newBodies++;
    if (answer.isNew && this.#known.has(candidate.url) && this.#wasFetched(candidate.url)) this.#result.changed.push(candidate);
    if (isFile(candidate.url) || !isMarkup(answer.body) || (onlyNews && !answer.isNew)) return candidate;
    const page = makePage(answer.url, answer.contentType, answer.body);
    const article = platform.article(page) ?? platformFor(null).article(page);
    const files = [...listed, ...(article?.attachments ?? [])];
    let settled = candidate;
    if (candidate.verdict === 'doubtful' || candidate.year === null || context.years !== undefined) {
      const body = { text: article?.text ?? printedOn(page), headings: article === null ? [] : [article.title], attachments: files.map(({ name }) => name), images: article?.images.length ?? 0 };
      const { verdict, rule, relation, year, yearFrom } = judgeBody(body, { relation: candidate.relation as 'own' }, context);
      const isOpen = candidate.verdict === 'doubtful';
      // Nodes lie about their year; the period that the report states outranks them.
      const isStated = yearFrom === 'period' && context.years !== undefined;
      settled = { ...candidate, year: isStated ? year : (candidate.year ?? year), ...(isOpen && { verdict, rule: `${candidate.rule}, ${rule}`, relation }) };
    }
    if (settled.verdict === 'rejected') return settled;
    // Tables that the text does not print may stand in pictures of it, or in frames.
    const isWithoutTables = article !== null && (article.textLength < PICTURE_TEXT || !printsTables(article.text));
    const wanted = new Map<string, Circumstances>();
    for (const { url, name } of files.slice(0, MOST_FILES)) wanted.set(url, { linkText: wanted.get(url)?.linkText || name });
    const frames = isWithoutTables ? article.frames.slice(0, MOST_FRAMES).filter((url) => !wanted.has(url)) : [];
    for (const url of [...frames, ...(isWithoutTables ? article.images.slice(0, MOST_PICTURES) : [])]) if (!wanted.has(url)) wanted.set(url, {});
    for (const [url, circumstances] of wanted) {
      const kind = frames.includes(url) ? 'page' : 'attachment';
      const file = await this.#visitor.visit({ url, kind, referrer: answer.url }, 'document', candidate.url, circumstances);
      if (!isRead(file)) this.#failed(url, file);
      else if (file.isNew) this.#result.newBodies++;
    }
    return settled;
  }

  #failed(url: string, answer: { verdict: string; reason: string | null } | null): void {
    this.#result.failures.push({ url, verdict: answer?.verdict ?? 'cut_short', reason: answer === null ? 'the requests of the night were used up' : answer.reason });
  }

  /**
   * Reports that are known: those that have left their column and those not looked at for long are asked for again; on a quiet night
   * the newest one is, too, while it is young and the few requests of such a night allow it. What a column does not list is asked
   * for until it is known what became of it, then no oftener than the rest.
   */
  async #lookAgain(listed: ReadonlySet<string>): Promise<void> {
    const { night } = this.#parts;
    const complete = new Set(this.#result.columns.filter((it) => it.complete && it.status !== 'failed').map((it) => it.source));
    const byNeed = [...this.#known.values()]
      .filter((it) => it.verdict !== 'rejected')
      .map((it) => {
        const last = this.#lastVisit(it.url);
        const isUnlisted = complete.has(it.source) && !listed.has(it.url);
        const isOld = isUnlisted && last?.facts['unlisted'] === true && this.#isSettled(last);
        return {
          it, isUnlisted, age: last === undefined ? Infinity : daysBetween(last.day, night.day), hasLeft: isUnlisted && !isOld,
          isYoung: it.year !== null && it.year === lastFiscalYear(night.day) && !(isOld && isGone(last)),
        };
      })
      .sort((a, b) => Number(b.hasLeft) - Number(a.hasLeft) || b.age - a.age || (b.it.year ?? 0) - (a.it.year ?? 0) || (a.it.url < b.it.url ? -1 : 1));
    for (const { it, isUnlisted, age, hasLeft, isYoung } of byNeed) {
      const isDue = hasLeft || age >= LOOK_AGAIN_AFTER;
      if (!isDue && !(isYoung && this.#visitor.requests < QUIET_BUDGET)) continue;
      const source = sourcesOf(this.#agency).find(({ id }) => id === it.source);
      const context: TitleContext = { agency: this.#agency, portal: source?.portal ?? null };
      const settled = await this.#fetch({ ...it }, context, platformFor(source?.platform ?? null), [], { onlyNews: !isDue, isUnlisted });
      if (settled.verdict !== it.verdict || settled.year !== it.year) this.#note(settled, false);
    }
  }
}

const isGone = ({ verdict }: Visited): boolean => verdict === 'gone' || verdict === 'soft_404';

/** Whether a column now prints another day beside a link than it did: it may have been replaced. */
const isOtherDay = (known: Candidate, { source, listedOn, publishedOn }: Candidate): boolean =>
  known.source === source && known.listedOn === listedOn && known.publishedOn !== null && publishedOn !== null && known.publishedOn !== publishedOn;

/** Files begin with marks that no page begins with. */
const isMarkup = (body: Uint8Array): boolean => ['html', 'text', null].includes(sniff(body).format);

/** From a year down to another one. */
const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, from - to + 1) }, (_, i) => from - i);
