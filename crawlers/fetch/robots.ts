/** robots.txt (RFC 9309): what a host asks crawlers to leave alone, and how slowly it wants to be asked. */

interface Rule {
  allow: boolean;
  pattern: string;
}

export interface Robots {
  rules: Rule[];
  /** Seconds; null where none is asked for. */
  crawlDelay: number | null;
}

export const NO_ROBOTS: Robots = { rules: [], crawlDelay: null };

const MAX_LENGTH = 512 * 1024;
const MAX_RULES = 5000;

/** Reads the rules for the crawler named `agent`: the groups that name it, else those for `*`. HTML has no rules in it. */
export function parseRobots(text: string, agent: string): Robots {
  if (/^\s*<(?:!doctype|html|head|body|script|meta|\?xml)/i.test(text.replace(/^\ufeff/, ''))) return NO_ROBOTS;
  const own: Robots = { rules: [], crawlDelay: null };
  const general: Robots = { rules: [], crawlDelay: null };
  let names: string[] = [];
  let named = false;
  let known = false;
  for (const line of text.slice(0, MAX_LENGTH).replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const match = /^\s*([\w-]+)\s*:\s*(.*)$/.exec(line.replace(/#.*$/, ''));
    if (!match) continue;
    const [key, value] = [match[1]!.toLowerCase(), match[2]!.trim()];
    if (key === 'user-agent') {
      if (named) names = [];
      named = false;
      names.push(value.toLowerCase());
      if (isFor(value, agent)) known = true;
      continue;
    }
    if (key !== 'allow' && key !== 'disallow' && key !== 'crawl-delay') continue;
    named = true;
    for (const group of [names.some((name) => isFor(name, agent)) ? own : null, names.includes('*') ? general : null]) {
      if (!group) continue;
      if (key === 'crawl-delay') {
        if (/^\d+(?:\.\d+)?$/.test(value)) group.crawlDelay ??= Number(value);
      } else if (value !== '' && group.rules.length < MAX_RULES) group.rules.push({ allow: key === 'allow', pattern: value });
    }
  }
  return known ? own : general;
}

/** A group's name is the crawler's own up to its version (`Gongkai/0.1.0` is `gongkai`). */
const isFor = (name: string, agent: string): boolean => name !== '*' && name.toLowerCase().split('/')[0]!.trim() === agent.toLowerCase().split('/')[0];

/** The rule that forbids `url`, as printed (`Disallow: /zfxxgk/`); null where it is allowed. The longest pattern decides, Allow on a tie. */
export function forbids({ rules }: Robots, url: URL): string | null {
  const path = plain(url.pathname + url.search);
  if (path === '/robots.txt') return null;
  let best: Rule | null = null;
  for (const rule of rules) {
    if (best && (rule.pattern.length < best.pattern.length || (rule.pattern.length === best.pattern.length && !rule.allow))) continue;
    if (covers(plain(rule.pattern), path)) best = rule;
  }
  return best === null || best.allow ? null : `Disallow: ${best.pattern}`;
}

/** Percent-encodings compared as characters where they decode; Chinese paths stand in robots.txt in either form. */
function plain(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Prefix match with `*` for any characters and a final `$` for the end; linear, whatever the pattern. */
function covers(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const [first = '', ...parts] = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(first)) return false;
  let at = first.length;
  if (parts.length === 0) return !anchored || at === path.length;
  const last = parts.pop()!;
  for (const part of parts) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return anchored ? path.length - last.length >= at && path.endsWith(last) : path.includes(last, at);
}
