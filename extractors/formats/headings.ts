/** What makes a line a heading, for every reader alike: its numbering, and the names of the form's own sections. */

import { isSpace, trim } from './space.ts';

export interface HeadingShape {
  /** 1 for 一、, 2 for （一）, 3 for 1、 */
  level: 1 | 2 | 3;
  /** The numeral as printed (一, 3 …); null for a section title that carries none. */
  number: string | null;
  title: string;
}

/** Longest line that can be a heading; the longest section title of the form has 27 characters. */
const longest = 60;

const byPart = /^第([一二三四五六七八九十]{1,3})[部章]分?[、，,：:\s\u3000]*(.+)$/;
const byNumeral = /^([一二三四五六七八九十]{1,3})[\s\u3000\u00a0]*[、，,.．:：][\s\u3000\u00a0]*(.+)$/;
const byBracket = /^[（(][\s\u00a0]*([一二三四五六七八九十]{1,3})[\s\u00a0]*[）)][\s\u3000\u00a0]*、?[\s\u3000\u00a0]*(.+)$/;
const byDigit = /^(\d{1,2})[\s\u3000\u00a0]*[、.．][\s\u3000\u00a0]*(?!\d)(.+)$/;

/**
 * The six sections' names in the wordings that reports use (format.md §3). A numbered line with such a name is a
 * section whatever its numbering looks like: one seed numbers its first section 1、 and the others 二、 to 六、.
 */
const sectionTitle =
  /^(?:工作)?总体情况$|^主动公开(?:政府)?信息(?:的)?情况$|^收到和处理.{0,8}信息公开申请(?:的)?情况$|^.{0,14}行政复议.{0,10}行政诉讼(?:的)?情况$|^.{0,14}存在的?(?:主要)?问题.{0,3}(?:改进|整改)(?:情况|措施)?$|^其他需要(?:报告|说明)的(?:事项|情况)$/;
/** A sentence can end like a section's name: 本年度未发生…行政复议、提起行政诉讼的情况。 */
const denial = /[未无没]/;

const inner = /[\s\u3000\u00a0]/g;

/** Whether a title, without its number, names one of the form's sections. */
export function isSectionTitle(title: string): boolean {
  if (title.length > longest || denial.test(title)) return false;
  return sectionTitle.test(title.replace(inner, '').replace(/[。：:]$/, ''));
}

/**
 * Reads one line as a heading, or says that it is none (null). A sentence that merely begins with a number
 * (（一）健全组织机构，加强政务公开。一方面…) is none.
 */
export function headingOf(line: string): HeadingShape | null {
  if (line.length > 2 * longest || !mayBegin(line)) return null;
  const text = trim(line);
  if (text.length < 3 || text.length > longest || text.includes('\t')) return null;
  const top = byNumeral.exec(text) ?? byPart.exec(text);
  const match = top ?? byBracket.exec(text) ?? byDigit.exec(text);
  if (match === null) return isSectionTitle(text) ? { level: 1, number: null, title: text } : null;
  const number = match[1] as string;
  const title = match[2] as string;
  const bracketed = text.startsWith('（') || text.startsWith('(');
  const level = top !== null ? 1 : bracketed ? 2 : 3;
  if (isSectionTitle(title)) return { level: bracketed ? 2 : 1, number, title };
  return isSentence(title) ? null : { level, number, title };
}

/** A quick look, since every line of every document is asked: a heading begins with a number or ends like a section's name. */
function mayBegin(line: string): boolean {
  let first = 0;
  while (first < line.length && isSpace(line.charCodeAt(first))) first++;
  let last = line.length - 1;
  while (last > first && (isSpace(line.charCodeAt(last)) || '。：:'.includes(line[last]!))) last--;
  return '一二三四五六七八九十（(第0123456789'.includes(line[first] ?? '\0') || '况项施'.includes(line[last] ?? '\0');
}

function isSentence(title: string): boolean {
  return /[。；！？]/.test(title) || /[，,]$/.test(title) || (title.length > 30 && /[，,]/.test(title));
}
