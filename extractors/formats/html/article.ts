/**
 * Finds the report within a portal page. Navigation, breadcrumbs, footers, related links and share widgets are chrome
 * and are set aside; in doubt a region stays, since a line too many does less harm than a lost one, and a region
 * with a table of the form in it always stays.
 */
import { headingOf, isSectionTitle } from '../headings.ts';
import { attribute, type Element } from './dom.ts';
import type { Draft, Region } from './walk.ts';

/** Words that only the form's own tables print. */
const formWords = /第二十条第|勾稽关系|申请人情况|自\s*然\s*人|予以公开|尚\s*未\s*审\s*结|结果\s*维持|统计指标/;

/** Words in `id` and `class` of what surrounds an article. */
const chromeName =
  /(?:^|[\s_-])(?:nav|navi|navbar|navigation|menu|submenu|head|header|top|topbar|foot|footer|bottom|copyright|bread|breadcrumbs?|crumbs?|position|location|dqwz|weizhi|szwz|share|bdshare\w*|bshare\w*|jiathis\w*|social|relate|related|xgxx|xgwz|xgyd|xglj|recommend|hot|aside|side|sidebar|leftnav|search|login|qrcode|ewm|erweima|friendlink|yqlj|links?|banner|logo|toolbar?|tools|print|prev|next|prenext|sxp|pager?|pagination|wza|language|weather|float|popup|dialog|modal)(?:$|[\s_-]|\d)/i;

const footer = /版权所有|备案(?:号|序号|编号)|ICP备|公网安备|网站标识码|技术支持[:：]|网站地图|承办单位[:：]|Copyright|建议使用.{0,20}(?:分辨率|浏览器)/i;
const crumbs = /(?:当前|现在|所在|您的)(?:的)?位置|^\s*首页\s*[>＞»\-/]/;
const widget = /分享到|打印本页|关闭窗口|【?打印】?\s*【?关闭】?|上一[篇条页][:：]|下一[篇条页][:：]|相关(?:链接|信息|阅读|文章|新闻|稿件|附件下载)|扫一扫|返回顶部|友情链接|无障碍|网站支持IPv6|字体[:：]?\s*[\[【]?\s*大|浏览次数|点击数|责任编辑/;
/** What identifies the report though it often stands outside its container: title, date, source, metadata. */
const wanted = /信息公开.{0,12}报告|年度报告|发布(?:日期|时间|机构|单位)|公开日期|成文日期|发文(?:日期|机关|字号)|信息来源|来源[:：]|索\s*引\s*号|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日/;

/** A line that is an organ's name: the first line of a title in two lines. */
const organ = /^.{2,30}(?:厅|局|部|委|委员会|政府|办公室|总队|支队|中心)$/;

/** For each draft, whether it belongs to the article. */
export function findArticle(root: Region, drafts: readonly Draft[]): boolean[] {
  const keep = new Array<boolean>(drafts.length).fill(true);
  const anchors = drafts.flatMap((draft, at) => (isAnchor(draft) ? [at] : []));
  new Chooser(drafts, keep, anchors).choose(root);
  return keep;
}

function isAnchor({ grid, text }: Draft): boolean {
  if (grid !== null) return grid.cells.some((cell) => formWords.test(cell.text));
  if (text.length > 400 || text === '') return false;
  return (text.includes('\n') ? text.split('\n') : [text]).some((line) => {
    const heading = headingOf(line);
    return heading !== null && heading.number !== null && isSectionTitle(heading.title);
  });
}

class Chooser {
  readonly #drafts: readonly Draft[];
  readonly #keep: boolean[];
  readonly #anchors: readonly number[];
  /** Anchors before each draft. */
  readonly #anchored: number[] = [0];
  /** Plain characters (not links) of all drafts, and of those before each draft. */
  readonly #plain: number[] = [0];
  readonly #linked: number[] = [0];

  constructor(drafts: readonly Draft[], keep: boolean[], anchors: readonly number[]) {
    this.#drafts = drafts;
    this.#keep = keep;
    this.#anchors = anchors;
    const anchored = new Set(anchors);
    for (const [at, draft] of drafts.entries()) {
      this.#anchored.push(this.#anchored[at]! + (anchored.has(at) ? 1 : 0));
      const length = draft.grid === null ? draft.text.length : draft.grid.cells.reduce((sum, cell) => sum + cell.text.length, 0);
      this.#plain.push(this.#plain[at]! + length - draft.linked);
      this.#linked.push(this.#linked[at]! + draft.linked);
    }
  }

  /** Goes down to the lowest region that holds the article, judging what stands beside the way. */
  choose(region: Region): void {
    const next = region.inner.find((inner) => this.#holdsArticle(inner, region));
    if (next === undefined) {
      this.#prune(region, false);
      return;
    }
    for (const inner of region.inner) if (inner !== next) this.#judge(inner, true);
    this.#ownLines(region);
    this.choose(next);
  }

  /** With the form's tables or sections: all of them; without any: most of the words. */
  #holdsArticle(inner: Region, outer: Region): boolean {
    const first = this.#anchors[0];
    if (first !== undefined) return inner.from <= first && inner.to > this.#anchors[this.#anchors.length - 1]!;
    return this.#plainOf(inner) > 0.7 * this.#plainOf(outer);
  }

  /** @param beside the region stands outside the article's container */
  #judge(region: Region, beside: boolean): void {
    if (this.#isChrome(region, beside)) this.#keep.fill(false, region.from, region.to);
    else this.#prune(region, beside);
  }

  #prune(region: Region, beside: boolean): void {
    for (const inner of region.inner) this.#judge(inner, beside);
    this.#ownLines(region);
  }

  /** Lines that stand in the region itself, among its inner regions. */
  #ownLines(region: Region): void {
    let at = region.from;
    for (const inner of [...region.inner, { from: region.to, to: region.to }]) {
      for (; at < inner.from; at++) if (isChromeLine(this.#drafts[at]!)) this.#keep[at] = false;
      at = inner.to;
    }
  }

  #isChrome(region: Region, beside: boolean): boolean {
    if (this.#anchored[region.to]! > this.#anchored[region.from]!) return false;
    const { name } = region.element;
    const text = this.#textOf(region, 600);
    if (crumbs.test(text.slice(0, 60)) && text.length < 200) return true;
    const plain = this.#plainOf(region);
    const linked = this.#linked[region.to]! - this.#linked[region.from]!;
    const dense = linked > plain;
    if (name === 'nav' || name === 'footer') return true;
    if (wanted.test(text) && !dense && !footer.test(text)) return false;
    if (linked === 0 && organ.test(text)) return false;
    const byName = name === 'aside' || chromeName.test(nameOf(region.element));
    if (byName && (beside || dense || plain < 200)) return true;
    if (text.length < 400 && (footer.test(text) || widget.test(text)) && (beside || plain < 120)) return true;
    if (!beside) return dense && linked > 40 && countLinks(region, this.#drafts) >= 3;
    return dense || (plain < 100 && !/[。；]/.test(text));
  }

  #plainOf(region: Region): number {
    return this.#plain[region.to]! - this.#plain[region.from]!;
  }

  #textOf(region: Region, limit: number): string {
    let text = '';
    for (let at = region.from; at < region.to && text.length <= limit; at++) {
      const { grid, text: own } = this.#drafts[at]!;
      text += `${grid === null ? own : grid.cells.map((cell) => cell.text).join(' ')}\n`;
    }
    return text.trimEnd();
  }
}

function nameOf(element: Element): string {
  return `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`;
}

/** Drafts that are hardly more than a link. */
function countLinks(region: Region, drafts: readonly Draft[]): number {
  let count = 0;
  for (let at = region.from; at < region.to; at++) if (drafts[at]!.linked * 2 > drafts[at]!.text.length) count++;
  return count;
}

/** A line of chrome among the article's own: short, and nothing but buttons, a breadcrumb or a footer. */
function isChromeLine({ text, grid, linked }: Draft): boolean {
  if (grid !== null || text.length > 120) return false;
  if (crumbs.test(text.slice(0, 30)) && (linked > 0 || /[>＞»]/.test(text))) return true;
  if (/^(?:上一[篇条]|下一[篇条])[:：]/.test(text) || (footer.test(text) && !/[。；]/.test(text))) return true;
  return widget.test(text) && !wanted.test(text) && !/[。；]/.test(text);
}
