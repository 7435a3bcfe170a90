/** What a file of the agency registry may hold. Unknown keys are errors, so that a misspelt one cannot pass unnoticed. */
import { z } from 'zod';

/**
 * What an address rests on:
 * `seen`                the address itself stood in a stored public page or in public code
 * `printed`             the agency prints it in a report of its own
 * `public-code`         public code names the host; no page of it was seen
 * `dir-of-seen-report`  directory of a report that was seen; the list itself was not
 * `mirror-path`         path seen on a copy of the site, with the official host put in its place
 * `host-only`           the host is attested, nothing on it
 * `third-party-copy`    title and text seen in unofficial copies, no official address
 * `inferred`            a guess from how the platform names things
 */
const basis = z.enum([
  'seen',
  'printed',
  'public-code',
  'dir-of-seen-report',
  'mirror-path',
  'host-only',
  'third-party-copy',
  'inferred',
]);

const year = z.int().min(1949).max(2099);
const host = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a host name in lower case, without scheme or path');
const url = z.url({ protocol: /^https?$/ });

/** A day that the calendar has. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')
  .refine((text) => {
    const time = Date.parse(`${text}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  }, 'a day that the calendar has');

const alias = z.union([
  z.string().min(2),
  z
    .strictObject({ name: z.string().min(2), from: year.optional(), to: year.optional() })
    .refine((it) => it.from === undefined || it.to === undefined || it.from <= it.to, 'from is after to'),
]);

/** Copies of government sites live under other domains: a host outside .gov.cn is an exception that must say why. */
const hostEntry = z
  .strictObject({ host, basis, note: z.string().optional() })
  .refine((it) => it.host.endsWith('.gov.cn') || it.note !== undefined, { path: ['host'], error: 'a host outside .gov.cn needs a note that says whose it is' });

const slug = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');

/**
 * How one source comes to several columns:
 * `year-parameter`  the address takes the fiscal year as a query parameter, as Hanweb's view of annual reports does; `from` is
 *                   the first year worth asking for
 * `year-path`       the pattern holds {year}
 * `child-nodes`     links of the column whose address matches; `depth` of nodes below nodes
 * `menu`            the column is a home page or a section of one: the entry 政府信息公开年报, which every organ's site must have
 *                   (国办公开办函〔2019〕61号), is followed, through 政府信息公开 or 政务公开 if need be; `organ`: and through the
 *                   entry that bears the agency's name, on a portal of many organs
 */
const expand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('year-parameter'), name: z.string().min(1), from: year }),
  z.strictObject({ kind: z.literal('year-path'), from: year }),
  z.strictObject({
    kind: z.literal('child-nodes'),
    match: z.string().refine(isPattern, 'a regular expression'),
    depth: z.int().min(1).max(3),
  }),
  z.strictObject({ kind: z.literal('menu'), depth: z.int().min(1).max(3), organ: z.boolean().optional() }),
]);

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** A value and what it rests on. */
const known = <Schema extends z.ZodType>(value: Schema) => z.strictObject({ value, basis, note: z.string().optional() });

/** A column on a portal: its address, or a pattern: with {year} in it, or with a word in capitals for what is still unknown. */
const source = z
  .strictObject({
    id: slug,
    column: url.optional(),
    pattern: z.string().optional(),
    /** Where it is not the agency's platform. */
    platform: z.strictObject({ family: slug, basis }).optional(),
    portal: z.enum(['own', 'parent']),
    basis,
    verified: day.nullable(),
    /** The column's own heading says 年报: it was `seen` to, or that is `inferred` from the address. Left out where it does not. */
    vouches: z.enum(['seen', 'inferred']).optional(),
    expand: expand.optional(),
    /** Pages of the list that are worth reading. */
    pages: z.int().min(1).max(10).optional(),
    /** What the interface behind the list is asked with: channelId, organId, catId, unitid … */
    parameters: z.record(z.string().regex(/^\w+$/), known(z.string())).optional(),
    note: z.string().optional(),
  })
  .refine((it) => (it.column === undefined) !== (it.pattern === undefined), 'give either column or pattern')
  .refine((it) => (it.expand?.kind === 'year-path') === (it.pattern?.includes('{year}') ?? false), 'year-path goes with a pattern that holds {year}');

/**
 * What the agency's hosts need; the rest is asked for in the usual way. Each stands on what was met by others:
 * `render`    http, browser, or auto: a browser only after a challenge
 * `tls`       legacy: old protocols and ciphers, insecure: any certificate; both only after a standard handshake failed
 * `ipFamily`  4 or 6
 * `delay`     seconds between two requests, where the usual ones are too few
 */
const http = z.strictObject({
  render: known(z.enum(['http', 'browser', 'auto'])).optional(),
  tls: known(z.enum(['standard', 'legacy', 'insecure'])).optional(),
  ipFamily: known(z.literal([4, 6])).optional(),
  delay: known(z.number().min(1).max(120)).optional(),
});

/** What others met on the way to a portal; none of it was met by us. */
const obstacle = z.enum([
  'unreachable-abroad',
  'refuses-plain-client',
  'challenge',
  'throttled',
  'legacy-tls',
  'ipv6',
  'client-rendered',
]);

export const agencySchema = z.strictObject({
  id: z.string().regex(/^(?:\d{6}|mem|xpcc)$/, 'a GB/T 2260 code in quotes, mem or xpcc'),
  nameZh: z.string().min(4),
  nameEn: z.string().min(4),
  level: z.enum(['central', 'province', 'xpcc', 'city']),
  parent: z.string().nullable(),
  aliases: z.array(alias),
  places: z.array(z.string().min(2)),
  areaCodes: z.array(z.string().regex(/^0\d{2,3}$/, 'an area code in quotes, with its leading 0')),
  postcodes: z.array(z.string().regex(/^\d{2,6}$/, 'a prefix of a postcode in quotes')),
  hosts: z.array(hostEntry),
  portals: z.array(hostEntry),
  /** Hosts that hold nothing but the files of articles. */
  attachmentHosts: z.array(hostEntry).optional(),
  platform: z.strictObject({ family: slug, basis }).nullable(),
  articles: z.array(z.string()).optional(),
  sources: z.array(source),
  http: http.optional(),
  obstacles: z.array(obstacle).optional(),
  confidence: z.enum(['high', 'medium', 'low']),
  examples: z
    .array(
      z.strictObject({
        year,
        title: z.string(),
        url: url.nullable(),
        basis,
        /** Whose report it is when not the agency's own; `none`: not an annual report at all. */
        of: z.enum(['other', 'none']).optional(),
        note: z.string().optional(),
      }),
    )
    .optional(),
  evidence: z.array(z.string()).optional(),
  notes: z.string().optional(),
});

export type AgencyFile = z.infer<typeof agencySchema>;
