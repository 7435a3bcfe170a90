/**
 * Folds the signs that some producers write instead of the ordinary characters because both share a glyph: radicals
 * (Skia's PDFs say ⾏ U+2F8F for 行 U+884C) and compatibility ideographs (行 U+FA08). Nothing else is normalised: full-width
 * digits, NBSP and U+3000 stay as printed.
 */

/** CJK Radicals Supplement (U+2E80–U+2EF3) has no compatibility mappings: the ordinary characters that share the glyphs. */
const SUPPLEMENT =
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻' +
  '⺮竹⺯糹⺰纟⺱罓⺲罒⺳罓⺴网⺵罓⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦' +
  '⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟';

const folded = new Map<string, string>();
for (let i = 0; i < SUPPLEMENT.length; i += 2) folded.set(SUPPLEMENT[i]!, SUPPLEMENT[i + 1]!);
// Kangxi radicals (U+2F00–U+2FD5) do have compatibility mappings: NFKC of each is the ordinary character.
for (let code = 0x2f00; code <= 0x2fd5; code++) {
  const radical = String.fromCharCode(code);
  folded.set(radical, radical.normalize('NFKC'));
}

// CJK Compatibility Ideographs (U+F900–U+FAD9) likewise.
for (let code = 0xf900; code <= 0xfad9; code++) {
  const ideograph = String.fromCharCode(code);
  folded.set(ideograph, ideograph.normalize('NFKC'));
}

const ANY = /[\u2e80-\u2fd5\uf900-\ufad9]/;

/** Text with such signs replaced by the ordinary characters; a text without them comes back as it is. */
export function foldRadicals(text: string): string {
  if (text.length === 1) return text < '⺀' ? text : (folded.get(text) ?? text);
  if (!ANY.test(text)) return text;
  return Array.from(text, (char) => folded.get(char) ?? char).join('');
}
