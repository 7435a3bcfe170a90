/** The words by which a title says that it is an annual report on government information, on text without years (years.ts). */

/** 政府信息公开工作年度报告, 政务信息公开工作开展年度报告, 信息公开年报, 政府信息公开工作总结报告 … the middle words in any order. */
const CORE = /(?:政府|政务)?信息(?:主动)?公开(?:(?:和|与|及|暨)政务公开)?(?:工作|情况|开展|年度|总结|的)*(?:报告(?![表会单员])|年报(?!表))/g;

/** Where the core stands; of several the last, since titles that wrap one quote it last. */
export function findCore(rest: string): { start: number; end: number } | null {
  const match = [...rest.matchAll(CORE)].at(-1);
  return match === undefined ? null : { start: match.index, end: match.index + match[0].length };
}

/** Every core taken out, a bar in its place. */
export const withoutCore = (rest: string): string => rest.replace(CORE, '|');

const ELLIPSIS = /(?:\.{2,}|。{2,}|…+)$/;
/** A core that stops in its middle, at the end. */
const BROKEN_CORE = /(?:政府|政务)信$|(?:政府|政务)?信息(?:公开?)?(?:工作?|情况?|开展?|年度?|总结?|的)*报?$/;

/** A list shortened the title: what stood behind is unknown. Returns the text without the ellipsis, null where it has none. */
export const cutOff = (text: string): string | null => (ELLIPSIS.test(text) ? text.replace(ELLIPSIS, '') : null);

/** Whether a shortened title ends within the core; it then still may be one. Returns where that begins, -1 where it does not. */
export const brokenCore = (rest: string): number => rest.search(BROKEN_CORE);

/** Words for an annual report that do not say of what. */
export const ANNUAL_WORDS = /年度(?:工作)?报告|年报$|年报(?=[^\p{Script=Han}])|(?:政务|信息)公开.{0,12}(?:报告|情况|总结)/u;
