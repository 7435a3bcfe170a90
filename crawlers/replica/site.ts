/** What the replica knows of the portals, as data: sites, their columns, and what the columns list on which day. */

/** ISO day, `2026-01-31`. */
export type Day = string;

/** How a file comes: a report that readers read, or one of the things that portals offer in its place. */
export type FileKind = 'pdf' | 'docx' | 'zip' | 'doc' | 'rar' | 'ofd' | 'png' | 'frame' | 'empty-pdf' | 'page-as-pdf';

/** A file that an article offers. */
export interface Offer {
  kind: FileKind;
  /** As the article names it. */
  name: string;
  /** Prints the report of the article; left out for what is merely attached. */
  carries?: boolean;
  /** Where it stands, if not where the platform puts files; a full URL for a file of another host. */
  path?: string;
}

/** Whose annual report an article is. */
export interface ReportOf {
  /** Full name of the organ, as the report's title prints it. */
  organ: string;
  /** Fiscal year. */
  year: number;
  /** Id in the registry; left out for organs that are none of its agencies. */
  agency?: string;
}

/** One thing that a column lists. */
export interface Paper {
  title: string;
  /** The day it appears. */
  on: Day;
  /** Day that the row prints, where it is another. */
  row?: Day;
  /** What the link says, where it is not the title. */
  link?: string;
  /** Title inside the text, where the page around it has another. */
  inner?: string;
  /** The platform's number or name for it; made up where it is left out. */
  id?: string;
  /** Where it stands, if not where the platform puts it; a full URL for another site. */
  path?: string;
  report?: ReportOf;
  /** The page itself prints the tables of the report. */
  printed?: boolean;
  /** It prints the words alone; the tables stand in its files that carry the report. */
  apart?: boolean;
  /** Running text, where it is no report. */
  words?: string[];
  /** The text is pictures. */
  pictures?: boolean;
  files?: Offer[];
  /** The day from which it is gone. */
  until?: Day;
  /** The day from which it prints other figures. */
  replaced?: Day;
  /** The day from which it stands elsewhere (a move to another CMS). */
  moved?: { on: Day; path: string };
  /** Its last breadcrumbs. */
  trail?: string[];
  /** But a link: what stands at its address is no concern of this column (another site's, a detour, nothing). */
  elsewhere?: boolean;
  /** Markup after the text, as a page carries it that wants to lead elsewhere. */
  markup?: string;
}

export interface Column {
  /** Address of its first page, below the host. */
  path: string;
  /** Its own words for itself. */
  name: string;
  /** Breadcrumb above it. */
  trail: string[];
  papers: Paper[];
  /** Rows on a page. @default 15 */
  perPage?: number;
  /** Where it is not the site's. */
  template?: string;
  /** Ids and switches that the platform's markup prints or wants. */
  settings?: Readonly<Record<string, string>>;
  /** Columns below it or beside it, which its pages link to. */
  nodes?: { name: string; path: string; from?: Day }[];
  /** The site's menu leads here by 政府信息公开年报. */
  menu?: boolean;
  /** The day from which it is there. */
  from?: Day;
  /** The day from which it lists nothing. */
  emptyFrom?: Day;
}

/** A way in which a host is awkward; what it does stands in `manners/`. */
export interface Manner {
  kind: string;
  /** Addresses that begin so; all if left out. */
  under?: string;
  from?: Day;
  until?: Day;
}

/** An address that only leads to another one. */
export interface Detour {
  path: string;
  to: string;
  /** By status, by a meta refresh, or by script. */
  how: 301 | 302 | 'refresh' | 'script';
  from?: Day;
}

export interface Site {
  /** Hosts that answer alike. */
  hosts: string[];
  /** Name of the portal. */
  name: string;
  /** Id of the platform. */
  template: string;
  columns: Column[];
  /** Address of the page that holds the disclosure menu. @default /zfxxgk/ */
  section?: string;
  manners?: Manner[];
  detours?: Detour[];
  /** Text of robots.txt; null: 404. @default allows everything */
  robots?: string | null;
  /** Validators that it sends, and answers 304 to. */
  validators?: 'etag' | 'modified';
  /** What the HTTP header calls the encoding; the pages are in `encoding`. */
  charset?: { header: string; meta: string; encoding: 'utf-8' | 'gb18030' };
}

/** What is asked for. */
export interface Ask {
  method: string;
  secure: boolean;
  host: string;
  /** With its query. */
  url: URL;
  headers: Readonly<Record<string, string | undefined>>;
  /** Form data of a POST. */
  form: URLSearchParams;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
  /** What happens to the connection instead of a plain answer. */
  fate?: 'reset' | 'slow' | 'torn';
}
