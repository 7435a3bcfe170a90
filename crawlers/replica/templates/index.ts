/** Every family of the replica, by the name under which its hosts ask for it. */
import type { Template } from '../template.ts';
import { channelDoc } from './channel-doc.ts';
import { gkmlpt } from './gkmlpt.ts';
import { hanwebAnnual } from './hanweb-annual.ts';
import { hanweb } from './hanweb.ts';
import { lonsun } from './lonsun.ts';
import { nfcms } from './nfcms.ts';
import { cDate, contentId, datePath, hexIndex, ncContent, numidIndex, uuidPortal } from './plain.ts';
import { shanghai } from './shanghai.ts';
import { single } from './single.ts';
import { trs } from './trs.ts';
import { ucap } from './ucap.ts';
import { vsb } from './vsb.ts';
import { yunnan } from './yunnan.ts';

export const TEMPLATES: Readonly<Record<string, Template>> = {
  trs, hanweb, 'hanweb-annual': hanwebAnnual, ucap, gkmlpt, nfcms, lonsun, vsb, 'channel-doc': channelDoc, shanghai, yunnan, 'single-document': single,
  'date-path': datePath, 'c-date': cDate, 'hex-index': hexIndex, 'numid-index': numidIndex, 'nc-content': ncContent, 'uuid-portal': uuidPortal, 'content-id': contentId,
};
