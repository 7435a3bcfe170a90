// Serves the same plain page under every address, in a process of its own; prints its port.
import { createServer } from 'node:http';

/** @param {number} i */
const row = (i) => `<tr><td>${i}</td><td><a href="./t20240123_${i}.html" title="某厅2024年政府信息公开工作年度报告（${i}）">某厅2024年政府信息公开工作年度报告</a></td><td>2024-01-23</td></tr>\n`;
const page = Buffer.from(
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>政府信息公开年报</title></head><body><table>\n${Array.from({ length: 85 }, (_, i) => row(i)).join('')}</table></body></html>`,
);
const server = createServer((request, response) => {
  const found = request.url !== '/robots.txt';
  response.writeHead(found ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', 'content-length': found ? page.length : 0 });
  response.end(found ? page : undefined);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.stdout.write(`${address?.port} ${page.length}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
