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

const hostEntry = z.strictObject({ host, basis, note: z.string().optional() });

/** A column on a portal: its address, or a pattern where a number in it is still unknown. */
const source = z
  .strictObject({
    column: url.optional(),
    pattern: z.string().optional(),
    portal: z.enum(['own', 'parent']),
    basis,
    verified: day.nullable(),
  })
  .refine((it) => (it.column === undefined) !== (it.pattern === undefined), 'give either column or pattern');

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
  platform: z.strictObject({ family: z.string().regex(/^[a-z][a-z0-9-]*$/), basis }).nullable(),
  articles: z.array(z.string()).optional(),
  sources: z.array(source),
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
