/** What the replica shows to someone who opens it by its own address: every host, and its columns. */
import { escape } from './answer.ts';
import { NOTICE } from './notice.ts';
import { SITES } from './hosts/index.ts';
import type { Day } from './site.ts';
import { siteOn } from './world.ts';

/** An HTML page. */
export function indexPage(day: Day): string {
  const rows = SITES.flatMap((site) =>
    siteOn(site, day).columns.map(({ view }, i) =>
      `<tr><td>${i === 0 ? site.hosts.map(escape).join('<br>') : ''}</td><td>${i === 0 ? escape(site.name) : ''}</td><td>${escape(view.column.template ?? site.template)}</td>`
      + `<td>${escape(view.column.name)} <code>${escape(view.column.path)}</code></td><td>${view.rows.length}</td><td>${(i === 0 ? site.manners ?? [] : []).map((manner) => escape(manner.kind)).join(', ')}</td></tr>`));
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Gongkai replica</title><style>body{font-family:sans-serif}td,th{border:1px solid #ccc;padding:3px 6px;text-align:left}table{border-collapse:collapse}</style></head>
<body><h1>Gongkai replica on ${day}</h1><p>${escape(NOTICE)}</p>
<p>Each host is answered by its name: <code>curl --resolve HOST:80:127.0.0.1 …</code> or <code>curl -H 'Host: HOST' http://127.0.0.1:PORT/PATH</code>.</p>
<table><tr><th>host</th><th>portal</th><th>platform</th><th>column</th><th>papers</th><th>manners</th></tr>
${rows.join('\n')}</table></body></html>`;
}
