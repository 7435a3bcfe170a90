/** What attribution knows of an agency, and of where a document came from. */

/** Another name an agency goes or went by; the years are fiscal years, inclusive. */
export interface Alias {
  name: string;
  from?: number;
  to?: number;
}

export type AgencyLevel = 'central' | 'province' | 'xpcc' | 'city';

export interface AgencyProfile {
  /** GB/T 2260 code, `mem` or `xpcc`. */
  id: string;
  nameZh: string;
  nameEn: string;
  level: AgencyLevel;
  /** Id of the agency above; null at the top. */
  parent: string | null;
  aliases: readonly Alias[];
  /** Hosts of its own site. */
  hosts: readonly string[];
  /** Hosts it shares with other organs of its government; they say less. */
  portals?: readonly string[];
  /** Names of its region first, then of places in it. */
  places: readonly string[];
  /** Telephone area codes of its seat, with the leading 0. */
  areaCodes: readonly string[];
  /** Prefixes of the postcodes of its seat. */
  postcodes: readonly string[];
}

/** What is known of a document besides its bytes. */
export interface SourceHints {
  /** Address it was fetched from. */
  url?: string;
  /** File name. */
  name?: string;
  contentType?: string;
}
