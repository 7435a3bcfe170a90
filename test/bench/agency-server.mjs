// Serves the portals of generated agencies (`a17.test` for number 17), in a process of its own; prints its port.
import { createServer } from 'node:http';

const YEARS = [2024, 2023];
/** @param {string} title @param {string} body */
const page = (title, body) => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;
/** Digits would read as years. @param {string} number */
const name = (number) => number.replace(/\d/g, (digit) => '甲乙丙丁戊己庚辛壬癸'[Number(digit)] ?? '');
/** @param {string} number @param {number} year */
const title = (number, year) => `${name(number)}市应急管理局${year}年政府信息公开工作年度报告`;

/** @param {string} number @param {string} path */
function answer(number, path) {
  if (path === '/nb/') return page('政府信息公开年报', `<ul>${YEARS.map((year) => `<li><a href="/nb/${year}.html">${title(number, year)}</a><span>${year + 1}-01-20</span></li>`).join('')}</ul>`);
  const year = /^\/nb\/(\d{4})\.html$/.exec(path)?.[1];
  if (year === undefined) return null;
  const cells = Array.from({ length: 400 }, (_, i) => `<td>${(Number(number) * 31 + i * 7) % 997}</td>`).join('');
  return page(title(number, Number(year)), `<p>${'根据《中华人民共和国政府信息公开条例》的规定，现公布本年度报告。'.repeat(40)}</p><table><tr>${cells}</tr></table>`);
}

const server = createServer((request, response) => {
  const number = /^a(\d+)\.test/.exec(request.headers.host ?? '')?.[1] ?? '0';
  const body = answer(number, request.url ?? '/');
  response.writeHead(body === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(body ?? undefined);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.stdout.write(`${address?.port}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
