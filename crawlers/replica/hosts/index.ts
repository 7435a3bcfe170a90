/** Every site of the replica. */
import type { Site } from '../site.ts';
import { cityLists } from './city-lists.ts';
import { guangdong } from './guangdong.ts';
import { hanwebSites } from './hanweb-sites.ts';
import { ministry } from './ministry.ts';
import { otherPlatforms } from './other-platforms.ts';
import { troubled } from './troubled.ts';
import { trsSites } from './trs-sites.ts';
import { ucapSites } from './ucap-sites.ts';

export const SITES: readonly Site[] = [
  ...ministry, ...trsSites, ...hanwebSites, ...ucapSites, ...guangdong, ...otherPlatforms, ...cityLists, ...troubled,
];
