/** How a page is encoded and how it says so. */
import type { ForgedReport } from '../report/model.ts';
import type { Random } from '../report/random.ts';
import { encodeGb } from './gb18030.ts';
import { utf8 } from './rendered.ts';
import type { Rendered } from './rendered.ts';

/** Fills `{{charset}}` in and encodes: UTF-8 or, with `html.gb_encoding`, GBK or GB18030. Sometimes only header, BOM or content tell. */
export function encodePage(page: string, report: ForgedReport, random: Random): Omit<Rendered, 'truth'> {
  const name = `${report.seed}.html`;
  const declare = (charset: string): string =>
    random.pick([`<meta charset="${charset}">`, `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`, `<META content="text/html; charset=${charset}" http-equiv=Content-Type>`]);
  if (report.deviations.has('html.gb_encoding')) {
    const charset = random.pick(['gb2312', 'GBK', 'gb18030']);
    const said = random.weighted([['meta', 5], ['header', 2], ['nowhere', 1]]);
    const bytes = encodeGb(page.replace('{{charset}}', said === 'meta' ? declare(charset) : ''), charset !== 'gb18030');
    return { bytes, name, contentType: said === 'header' ? `text/html; charset=${charset}` : 'text/html' };
  }
  const said = random.weighted([['meta', 6], ['header', 1], ['bom', 1], ['nowhere', 1]]);
  const bytes = utf8((said === 'bom' ? '\ufeff' : '') + page.replace('{{charset}}', said === 'meta' ? declare('utf-8') : ''));
  return { bytes, name, contentType: said === 'header' ? 'text/html; charset=utf-8' : 'text/html' };
}
