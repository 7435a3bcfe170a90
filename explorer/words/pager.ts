export const PAGER = {
  pages: { zh: '翻页', en: 'Pages of this list' },
  page: { zh: '页', en: 'Page' },
  first: { zh: '« 首页', en: '« First' },
  previous: { zh: '‹ 上一页', en: '‹ Previous' },
  next: { zh: '下一页 ›', en: 'Next ›' },
  last: { zh: '末页 »', en: 'Last »' },
} as const;
