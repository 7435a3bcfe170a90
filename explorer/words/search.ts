export const SEARCH = {
  title: { zh: '检索', en: 'Search' },
  about: { zh: '检索各报告的文字部分，两个字即可；新年度在前。', en: 'Looks through the prose of the reports; two characters suffice. Newest years first.' },
  word: { zh: '词语', en: 'Words' },
  year: { zh: '年度', en: 'Fiscal year' },
  agency: { zh: '机关（编号或全称）', en: 'Agency (id or full name)' },
  all: { zh: '全部', en: 'All' },
  find: { zh: '检索', en: 'Search' },
  sections: { zh: '处', en: 'sections hold it' },
  common: { zh: '此词极常见，不计总数；以下从最新年度起逐份列出。', en: 'A very common word: not counted. Listed report by report from the newest year down.' },
  none: { zh: '没有找到。', en: 'Nothing was found.' },
  noneYet: { zh: '在已看的报告中没有找到，可继续往前找。', en: 'Not in the reports looked through so far; go on to older ones.' },
  more: { zh: '还有更多 ›', en: 'There are more ›' },
  hint: { zh: '例如：', en: 'For example:' },
  section: { zh: '第', en: 'section' },
} as const;

export const EXAMPLES = ['预警', '安全生产', '不足', '行政诉讼'] as const;
