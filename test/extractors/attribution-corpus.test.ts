/** The real documents, read by the readers, attributed and cut into sections; their prose held against the gold. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadRegistry } from '../../data/registry.ts';
import { attribute } from '../../extractors/attribution/index.ts';
import { readDocument } from '../../extractors/formats/index.ts';
import { narrativeChecks } from '../../extractors/narrative/agreement/index.ts';
import { readFacts } from '../../extractors/narrative/facts/index.ts';
import { readSections } from '../../extractors/narrative/sections.ts';
import type { Cell } from '../../extractors/report.ts';
import { corpus, needs } from '../support/needs.ts';

interface Expected {
  file: string;
  id: string | null;
  name: string;
  year: number;
  title: string;
  publishedOn: string | null;
  /** Numbers of the sections. */
  sections: string;
  /** Beginning of the first section, end of the last but one with text. */
  opens: string;
  n1: string;
  n4: string;
}

const SIX = '-一二三四五六';
const REPORTS: Expected[] = [
  { file: 'seeds/000_e8d9c4fbc064f225.txt', id: 'mem', name: '应急管理部', year: 2020, title: '应急管理部2020年政府信息公开工作报告', publishedOn: '2021-01-26', sections: '-一二三四五', opens: '2020年，应急管理部进一步扩大政府信息主动公开范围', n1: 'explained 87', n4: 'pass' },
  { file: 'seeds/001_a53a1aafad74cc7a.txt', id: '640000', name: '自治区应急管理厅', year: 2020, title: '自治区应急管理厅2020年政府信息公开工作年度报告', publishedOn: null, sections: SIX, opens: '2020 年，在自治区党委、政府的正确领导下', n1: 'pass 4', n4: 'none' },
  { file: 'seeds/002_712bd1e67ee3a959.txt', id: '420200', name: '黄石市应急管理局', year: 2020, title: '2020年政府信息公开工作年度报告 黄石市应急管理局', publishedOn: '2021-01-20', sections: '-1二三四五六', opens: '根据《中华人民共和国政府信息公开条例》规定，特向社会公开', n1: 'none', n4: 'none' },
  { file: 'seeds/003_71fd8e73d787aab1.txt', id: '371500', name: '聊城市应急管理局', year: 2020, title: '聊城市应急管理局政府信息公开2020年度工作报告', publishedOn: null, sections: '-一二三四五六七', opens: '2020 年，聊城市应急管理局以习近平新时代中国特色社会主义思想为指导', n1: 'pass 7', n4: 'pass' },
  { file: 'seeds/004_17923ea91439cdc0.txt', id: '410000', name: '河南省应急管理厅', year: 2019, title: '河南省应急管理厅2019年政府信息公开工作年度报告', publishedOn: null, sections: SIX, opens: '2019年，河南省应急管理厅始终坚持以公开为常态', n1: 'pass 7', n4: 'none' },
  { file: 'files/huaian_gov_2024.pdf', id: null, name: '淮安市人民政府', year: 2024, title: '淮安市人民政府2024年政府信息公开工作年度报告', publishedOn: null, sections: SIX, opens: '2024年，我市坚持以习近平新时代中国特色社会主义思想为指导', n1: 'pass 3119', n4: 'none' },
  { file: 'files/shanghai_govt_office_2019.html', id: null, name: '上海市人民政府办公厅', year: 2019, title: '2019年上海市人民政府办公厅政府信息公开工作年度报告', publishedOn: '2020-01-31', sections: SIX, opens: '2019年，上海市人民政府办公厅坚持以习近平新时代中国特色社会主义思想为指导', n1: 'pass 859', n4: 'none' },
];

needs('the corpus', 'the corpus', () => {
  const profiles = loadRegistry();
  const goldOf = (file: string): Map<string, Cell> => {
    const text = readFileSync(join(corpus!, 'gold', `${file.split('/')[1]!}.json`), 'utf8');
    return new Map(Object.entries((JSON.parse(text) as { cells: Record<string, Cell> }).cells));
  };

  it.each(REPORTS)('$file: whose, which year, what it says', async (expected) => {
    const document = await readDocument(readFileSync(join(corpus!, expected.file)), { name: expected.file });
    const sections = readSections(document);
    const found = attribute(document, sections, profiles);
    expect(found).toMatchObject({
      agency: { id: expected.id, namePrinted: expected.name },
      fiscalYear: expected.year,
      title: expected.title,
      publishedOn: expected.publishedOn,
      problems: [],
    });
    expect(sections.map((it) => it.number ?? '-').join('')).toBe(expected.sections);
    expect(sections[1]?.text.replace(/^2024 年/, '2024年').startsWith(expected.opens)).toBe(true);
    const checks = narrativeChecks(readFacts(sections, expected.year), goldOf(expected.file)).filter((it) => it.mode === 'strict');
    const n1 = checks.find((it) => it.id === 'N1');
    expect(n1 ? `${n1.status} ${n1.lhs}` : 'none').toBe(expected.n1);
    expect(checks.find((it) => it.id === 'N4')?.status ?? 'none').toBe(expected.n4);
  });

  it('joins sentences that pages cut, and keeps tables out', async () => {
    const text = async (file: string): Promise<string> => readSections(await readDocument(readFileSync(join(corpus!, file)))).map((it) => it.text).join('\n');
    const ningxia = await text('seeds/001_a53a1aafad74cc7a.txt');
    expect(ningxia).toContain('厅办公室承担政务公开领导小组办公室职责');
    expect(ningxia).toContain('请与自治区应急管理厅办公室联系');
    expect(ningxia).not.toMatch(/本年新制作数量|勾稽/);
    const huaian = await text('files/huaian_gov_2024.pdf');
    expect(huaian.replace(/ /g, '')).toContain('建设‘四最’一流营商环境高质量推进产业发展');
    expect(huaian).not.toMatch(/-\s?\d\s?-|本年制发件数|勾稽/);
  });
});
