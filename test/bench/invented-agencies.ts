/** A registry of agencies that do not exist: provinces, their cities, the counties of these. No digits, which would read as years. */
import type { AgencyRecord } from '../../db/store.ts';

const PROVINCES = '东岳 南溪 西岭 北原 云泽 海屏 江陵 河曲 湖阳 山阴 川渠 关右 岭东 浙源 淮安岭 汉中原 赣水 闽岳 粤屏 桂林岭 黔山 滇海 陇原 青湖 宁川 新塞 藏云 吉水 辽滨 冀野 晋阳川'.split(' ');
const FIRST = [...'安宝昌德丰富广和华嘉建金景康乐丽临隆龙绵明宁平清庆荣瑞盛泰通旺文武祥兴阳宜永玉远'];
const LAST = [...'安州川城东丰岗谷关海河江陵林岭门南宁平坪浦泉山水台塘田潭溪乡阳源原洲'];

/** Codes of provinces (GB/T 2260), so that queries over real ones find these. */
const CODES = '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' ');

const PROVINCE_COUNT = PROVINCES.length;
/** As many cities as a province has, roughly. */
const CITIES = 11;

const place = (n: number): string => `${FIRST[n % FIRST.length]!}${LAST[Math.floor(n / FIRST.length) % LAST.length]!}`;

/** `count` agencies, the upper levels first. */
export function inventedAgencies(count: number): AgencyRecord[] {
  const of = (i: number): AgencyRecord => {
    const english = `Invented emergency management bureau ${i + 1}`;
    if (i < PROVINCE_COUNT) return { id: `${CODES[i]!}0000`, nameZh: `${PROVINCES[i]!}省应急管理厅`, nameEn: english, level: 'province', parent: null };
    const province = i % PROVINCE_COUNT;
    const within = Math.floor(i / PROVINCE_COUNT);
    const city = (n: number): string => `${CODES[province]!}${String(n).padStart(2, '0')}00`;
    if (within <= CITIES) return { id: city(within), nameZh: `${PROVINCES[province]!}省${place(i)}市应急管理局`, nameEn: english, level: 'city', parent: `${CODES[province]!}0000` };
    const above = 1 + (within % CITIES);
    return { id: `${city(above).slice(0, 4)}${String(20 + Math.floor(within / CITIES)).padStart(2, '0')}`, nameZh: `${PROVINCES[province]!}省${place(i)}${i % 3 === 0 ? '区' : '县'}应急管理局`, nameEn: english, level: 'county', parent: city(above) };
  };
  return Array.from({ length: count }, (_, i) => of(i));
}
