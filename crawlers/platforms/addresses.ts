/** Shapes of article addresses, one dialect per CMS family, and the days that stand in them. */
import { dayOfEpoch, isoDay } from './days.ts';

export interface Dialect {
  id: string;
  /**
   * Tested against path and query. Groups: `y`, `m`, `d` or `ymd` for a day, `seconds` for the hexadecimal moment
   * at which a document was made.
   */
  shape: RegExp;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Every article-shaped address belongs to one of them: of those that fit, the first. */
export const dialects: readonly Dialect[] = [
  { id: 'trs', shape: /\/t(?<ymd>(?:19|20)\d{6})_\d+\.s?html?$/ },
  { id: 'trs-id', shape: /\/t\d{6,}\.s?html?$/ },
  { id: 'hanweb', shape: /\/art\/(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})\/art_[0-9a-f]+_\d+\.html$/ },
  { id: 'hanweb-new', shape: /\/art\/\d{4}\/art_[0-9a-f]{32}\.html$/ },
  { id: 'hanweb-annual', shape: /\/xxgkAnnualReport\.jsp\?(?:[^#]*&)?fbtime=\d{4}(?:&|$)/ },
  { id: 'schex', shape: /\/(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})\/[0-9a-f]{32}\.shtml$/ },
  { id: 'ucap', shape: /\/(?:19|20)\d{4}\/(?:c\d+_\d+|[0-9a-f]{32}|\d{6,})\.shtml$/ },
  { id: 'shanghai', shape: /\/(?<ymd>(?:19|20)\d{6})\/(?:[0-9a-f]{32}|\d{4}-\d+(?:_\d+)?)\.html$/ },
  { id: 'hex-index', shape: /\/(?:[0-9A-F]{32}|(?<ymd>20\d{6})\d{6,})\/index\.shtml$/ },
  { id: 'date-path', shape: /\/(?<y>\d{4})\/(?<m>\d{2})-(?<d>\d{2})\/\d+\.html$/ },
  { id: 'c-date', shape: /\/c\/(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})\/\d+\.shtml$/ },
  { id: 'yunnan', shape: /\/html\/(?<y>\d{4})\/[a-z0-9]+_(?<m>\d{2})(?<d>\d{2})\/\d+\.html$/ },
  { id: 'lonsun', shape: /\/public\/\d+\/\d+\.html$/ },
  { id: 'lonsun-annual', shape: /\/(?:XxgkAnnualReport|OpennessAnnualReport)\/show\/\d+\.html$/i },
  { id: 'nfcms', shape: /\/content\/(?:\d+\/\d+\/)?m?post_\d+\.html$/ },
  { id: 'vsb', shape: /\/info\/\d+\/\d+\.html?$/ },
  { id: 'vsb-egovinfo', shape: /\/info\/egovinfo\/\d+\/overt_centent\/.+\.html?$/ },
  { id: 'channel-doc', shape: /\/channel_[^/]+\/doc_(?<seconds>[0-9a-f]{8})[0-9a-f]{16}\.html$/ },
  { id: 'nc-content', shape: /\/n\d+(?:\/n\d+)*\/c\d+\/content\.html$/ },
  { id: 'numid', shape: /\/\d{5,9}\/index\.s?html$/ },
  { id: 'uuid', shape: new RegExp(`/columns/${UUID}/(?<y>\\d{4})(?<m>\\d{2})/(?<d>\\d{2})/${UUID}\\.html$`) },
  { id: 'content-id', shape: /\/Content-\d+\.html$/ },
  { id: 'doc-date', shape: /\/doc\/(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})\/\d+\.shtml$/ },
  { id: 'long-id', shape: /\/\d{19}\.html$/ },
  { id: 'resources', shape: /\/resources\/site\/\d+\/html\/.+\/\d{6}\/\d+\.html$/ },
];

/** The dialect that an address is in; null where it has the shape of no article. */
export function dialectOf(url: string): Dialect | null {
  const path = pathOf(url);
  return dialects.find((it) => it.shape.test(path)) ?? null;
}

/** The day that an address names, ISO. It is the day of filing or of a migration, seldom proof of anything. */
export function dayOfAddress(url: string): string | null {
  const groups = dialectOf(url)?.shape.exec(pathOf(url))?.groups;
  if (groups === undefined) return null;
  const { y, m, d, ymd, seconds } = groups;
  if (ymd !== undefined) return isoDay(ymd.slice(0, 4), ymd.slice(4, 6), ymd.slice(6, 8));
  if (seconds !== undefined) return dayOfEpoch(parseInt(seconds, 16));
  return y !== undefined && m !== undefined && d !== undefined ? isoDay(y, m, d) : null;
}

const FILE = /\.(?:pdf|docx?|wps|ofd|rtf|xlsx?|et|zip|rar|7z)$/i;

/** Handlers that serve files under names of their own. */
const HANDLER = /\/(?:downfile\.jsp|download\.jsp|DownloadAttach\w*|virtual_attach_file\.vsb)(?:\?|$)/i;

/** Whether an address is that of a file for download: by its ending, by a file named in its query, or by its handler. */
export function isFile(url: string): boolean {
  const { pathname, search, searchParams } = new URL(url);
  if (FILE.test(pathname) || HANDLER.test(pathname + search)) return true;
  return search !== '' && !/\.s?html?$/.test(pathname) && [...searchParams.values()].some((it) => FILE.test(it));
}

export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
