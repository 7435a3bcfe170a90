/** What stands around every page. */
export const FRAME = {
  name: { zh: '公开 · 政府信息公开年报', en: 'Gongkai · government-information annual reports' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  pages: { zh: '页面', en: 'Pages' },
  otherLanguage: { zh: 'English', en: '中文' },
  takeAway: { zh: '本页数据', en: 'This page as data' },
  refused: { zh: '无法回答', en: 'This cannot be answered' },
  failed: { zh: '程序出错', en: 'Something went wrong here' },
  back: { zh: '回到覆盖情况', en: 'Back to coverage' },
  invented: { zh: '数字为虚构：本数据库取自本地模拟网站，其中的数字多为虚构，不得引用。', en: 'Invented figures: this database was made from the local replica of the portals. Most figures are invented and none may be cited.' },
} as const;

/** The pages that the frame leads to, in order. */
export const NAVIGATION = [
  { path: '/', zh: '覆盖', en: 'Coverage' },
  { path: '/compare', zh: '比较', en: 'Compare' },
  { path: '/findings', zh: '发现', en: 'Findings' },
  { path: '/search', zh: '检索', en: 'Search' },
  { path: '/codebook', zh: '编码手册', en: 'Codebook' },
  { path: '/sql', zh: 'SQL', en: 'SQL' },
] as const;
