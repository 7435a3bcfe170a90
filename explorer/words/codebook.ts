export const CODEBOOK = {
  title: { zh: '编码手册', en: 'Codebook' },
  about: {
    zh: '每一项数字一个编码，各版格式通用；可比性说明该数字与其他版本之间如何比较。',
    en: 'One code for each figure, the same in every edition; comparability says how it compares with other editions.',
  },
  find: { zh: '编码或名称', en: 'Code or name' },
  search: { zh: '查找', en: 'Find' },
  code: { zh: '编码', en: 'Code' },
  name: { zh: '名称', en: 'Name' },
  unit: { zh: '单位', en: 'Unit' },
  editions: { zh: '版本', en: 'Editions' },
  comparability: { zh: '可比性', en: 'Comparability' },
  note: { zh: '说明', en: 'Notes' },
  none: { zh: '没有这样的编码。', en: 'There is no such code.' },
} as const;
