/** Agencies that no registry has, each with one portal of its own. */
import type { AgencyRecord } from '../../data/registry.ts';

export type Source = AgencyRecord['sources'][number];

/** An agency whose one source is the column `http://HOST/nb/`, unless told otherwise. */
export function madeUp(id: string, nameZh: string, host: string, source: Partial<Source> = {}, rest: Partial<AgencyRecord> = {}): AgencyRecord {
  return {
    id, nameZh, nameEn: id, level: 'city', parent: null, aliases: [], hosts: [host], portals: [], places: [], areaCodes: [], postcodes: [],
    allowed: [{ host, portal: 'own', basis: 'seen' }], attachmentHosts: [], http: {}, platform: null, articles: [],
    sources: [{ id: 'reports', column: `http://${host}/nb/`, portal: 'own', basis: 'seen', verified: null, ...source }],
    obstacles: [], confidence: 'high', examples: [], evidence: [], notes: null, file: `${id}.yaml`, ...rest,
  };
}
