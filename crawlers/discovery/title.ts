/** Judges a title by rule: is it an annual report, of which year, and whose. */
import { ANNUAL_WORDS, brokenCore, cutOff, findCore, withoutCore } from './core.ts';
import { negativeIn } from './negatives.ts';
import { extensionOf, normalise, withoutPictureMark, withoutRemarks } from './normalise.ts';
import { isNameAlone, readRelation, type Relation, type RelationRead, type TitleAgency } from './relation.ts';
import { readYears } from './years.ts';

export type Verdict = 'accepted' | 'rejected' | 'doubtful';

/** Where a title was met. */
export interface TitleContext {
  /** Whose reports are looked for; null: only what kind of paper it is. */
  agency: TitleAgency | null;
  /** Whose portal the list stands on; null where the list is not one configured for the agency. */
  portal: 'own' | 'parent' | null;
  /** Whether the column calls itself one of annual reports; absent where there is no column to ask. */
  columnVouches?: boolean;
  /** Years that the column names, for titles that name none. */
  years?: readonly number[];
}

/**
 * `accepted`  by its title the annual report of the agency
 * `rejected`  something else, or somebody else's
 * `doubtful`  only the body can tell: the title names the agency and nothing else, was cut off by the list, lacks year and
 *             organ, stands on a shared portal without an organ, has words that no rule knows, or is a picture rendition
 */
export interface Judgement {
  verdict: Verdict;
  /** Name of the rule that decided. */
  rule: string;
  year: number | null;
  relation: Relation;
  /** What the year was taken from. */
  yearFrom: 'title' | 'column' | null;
}

/** Longer lines are sentences. */
const LONGEST = 160;
/** White space of the page's source included. */
const LONGEST_PRINTED = 4000;
/** Titles of files that say nothing of what they hold. */
const NAMELESS = /^(?:附件\d{0,2}|正文|全文|点击(?:查看|下载|进入|阅读)?(?:全文|原文|附件|详情)?|查看(?:全文|原文|详情|附件)|(?:原文|附件|全文)?下载|详情|[PW]\d{10,})$/i;

interface Reading extends RelationRead {
  core: boolean;
  negative: string | null;
  /** The whole title is a name. */
  isName: boolean;
  isPicture: boolean;
  isCutOff: boolean;
  /** Words for annual reports in general, a bare year, or the name of a file. */
  isVague: boolean;
  spansYears: boolean;
  /** The column's year is past the last one of the name. */
  isExpired: boolean;
  isExpiredInColumn: boolean;
  hasYear: boolean;
}

interface Rule {
  name: string;
  verdict: Verdict;
  applies: (reading: Reading, context: TitleContext) => boolean;
}

const isForeign = ({ relation }: Reading): boolean => relation === 'foreign';

/** In order; the first that applies decides. A negative word decides before them. */
const RULES: readonly Rule[] = [
  { name: 'bare_name', verdict: 'doubtful', applies: (it, { columnVouches }) => !it.core && it.isName && !it.isExpired && columnVouches !== false },
  { name: 'cut_off', verdict: 'doubtful', applies: (it, { agency }) => it.isCutOff && it.core && !(agency !== null && (isForeign(it) || it.isExpired)) },
  { name: 'says_little', verdict: 'doubtful', applies: (it, { columnVouches }) => !it.core && it.isVague && columnVouches === true && !isForeign(it) },
  { name: 'no_report_words', verdict: 'rejected', applies: (it) => !it.core },
  { name: 'name_expired', verdict: 'rejected', applies: (it, { agency }) => agency !== null && it.isExpired },
  { name: 'other_organ', verdict: 'rejected', applies: (it, { agency }) => agency !== null && isForeign(it) },
  { name: 'picture_rendition', verdict: 'doubtful', applies: (it) => it.isPicture },
  { name: 'several_years', verdict: 'doubtful', applies: (it) => it.spansYears },
  { name: 'no_year_no_organ', verdict: 'doubtful', applies: (it) => it.relation === 'none' && !it.hasYear },
  { name: 'report_words', verdict: 'accepted', applies: (_, { agency }) => agency === null },
  { name: 'name_expired_in_column', verdict: 'doubtful', applies: (it) => it.isExpiredInColumn },
  { name: 'unknown_words', verdict: 'doubtful', applies: (it) => it.left !== '' },
  { name: 'own_report', verdict: 'accepted', applies: ({ relation }) => relation === 'own' },
  { name: 'relative_off_list', verdict: 'doubtful', applies: ({ relation }, { portal }) => relation === 'relative' && portal === null },
  { name: 'relative_name', verdict: 'accepted', applies: ({ relation }) => relation === 'relative' },
  { name: 'no_organ_on_own_portal', verdict: 'accepted', applies: (_, { portal }) => portal === 'own' },
  { name: 'no_organ_elsewhere', verdict: 'doubtful', applies: () => true },
];

/** Judges a title as a list or a page prints it. Pure; any string will do. */
export function judgeTitle(title: string, context: TitleContext): Judgement {
  const whole = normalise(title.slice(0, LONGEST_PRINTED));
  if (whole === '') return { verdict: 'rejected', rule: 'empty', year: null, relation: 'none', yearFrom: null };
  if (whole.length > LONGEST) return { verdict: 'rejected', rule: 'too_long', year: null, relation: 'none', yearFrom: null };
  const plain = withoutRemarks(whole);
  const text = withoutPictureMark(plain);
  const kept = cutOff(text);
  const dated = readYears(kept ?? text);
  const { years, rest } = dated;
  const complete = findCore(rest);
  const broken = complete === null && kept !== null ? brokenCore(rest) : -1;
  const who = readRelation(broken >= 0 ? rest.slice(0, broken) : withoutCore(rest), context.agency);

  const columnYear = context.years?.length === 1 ? context.years[0]! : null;
  const year = dated.spansYears ? null : (years[0] ?? columnYear);
  const isPast = (it: number | undefined | null): boolean => who.until !== null && it !== undefined && it !== null && it > who.until;
  const reading: Reading = {
    ...who,
    core: complete !== null || broken >= 0,
    negative: dated.partOfYear ? 'part_of_a_year' : negativeIn(rest, context.agency ? [context.agency.nameZh, ...context.agency.aliases.map(({ name }) => name)] : []),
    isName: context.agency !== null && isNameAlone(rest, context.agency),
    isPicture: text !== plain,
    isCutOff: kept !== null,
    isVague: (rest === '' && years.length > 0) || ANNUAL_WORDS.test(text) || extensionOf(whole) !== '' || NAMELESS.test(rest),
    spansYears: dated.spansYears,
    isExpired: isPast(years[0]),
    isExpiredInColumn: years.length === 0 && isPast(columnYear),
    hasYear: year !== null,
  };
  const relation = reading.isExpired ? 'foreign' : who.relation;
  const rule = RULES.find((it) => it.applies(reading, context))!;
  const verdict = reading.negative === null ? rule : { name: reading.negative, verdict: 'rejected' as const };
  return { verdict: verdict.verdict, rule: verdict.name, year, relation, yearFrom: year === null ? null : years.length > 0 ? 'title' : 'column' };
}
