/** Every document of the replica says what it is, at its top and at its bottom, in Chinese and in English. */

/** By this a document of the replica is known wherever it turns up. */
export const NOTICE_MARK = 'Gongkai 复制站点';

export const NOTICE =
  `本文件出自公开（${NOTICE_MARK}），是为演示和测试编造的样例：其中文字、数字、日期和联系方式均属虚构，与任何机关无关。`
  + ' This document is an invented sample of the Gongkai replica: its text and all its figures are fictitious and concern no real authority.';

/** Of the five reports whose figures were really published. */
export const NOTICE_PUBLISHED =
  `本文件出自公开（${NOTICE_MARK}），不是机关发布的原文：表格中的数字与该机关公布的年度报告相同，其余文字均为虚构。`
  + ' This document is a sample of the Gongkai replica, not the original: the figures of its tables were published by the authority, all other text is fictitious.';

/** At the foot of every page, whatever it holds. */
export const NOTICE_SITE =
  `本网页出自公开（${NOTICE_MARK}），不是任何机关的网站；除文中另有说明的数字外，内容均属虚构。`
  + ' This page belongs to the Gongkai replica, not to any authority; but for figures of which the text says otherwise, all of it is invented.';
