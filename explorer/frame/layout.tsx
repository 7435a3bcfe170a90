/** The frame around every page. */
import type { Child } from 'hono/jsx';
import { FRAME, NAVIGATION } from '../words/frame.ts';
import type { Ui } from './ui.ts';

interface Props {
  title: string;
  ui: Ui;
  /** Whether the figures shown are invented. */
  invented: boolean;
  /** Path of the page whose `.json` and `.csv` are offered; null where there is nothing to take away. */
  twins: string | null;
  children: Child;
}

/** Where a twin of a page stands: `/` has its own under the name of the page. */
const twin = (path: string, kind: string): string => `${path === '/' ? '/coverage' : path}.${kind}`;

export function Layout({ title, ui, invented, twins, children }: Props): Child {
  const other = ui.language === 'zh' ? 'en' : 'zh';
  return (
    <html lang={ui.language === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · ${ui.say(FRAME.name)}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <link rel="stylesheet" href="/assets/explorer.css" />
        <script type="module" src="/assets/follow.js"></script>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#content">{ui.say(FRAME.skip)}</a>
        <header class="frame">
          <a class="name" href="/">{ui.say(FRAME.name)}</a>
          <nav aria-label={ui.say(FRAME.pages)}>
            <ul>
              {NAVIGATION.map(({ path, zh, en }) => (
                <li><a href={path} aria-current={ui.path === path ? 'page' : undefined}>{ui.pick(zh, en)}</a></li>
              ))}
            </ul>
          </nav>
          <a class="language" href={ui.link({ lang: other })} lang={other === 'zh' ? 'zh-CN' : 'en'} hreflang={other}>{ui.say(FRAME.otherLanguage)}</a>
        </header>
        {invented ? <p class="banner" role="note">{ui.say(FRAME.invented)}</p> : null}
        <main id="content" tabindex={-1}>{children}</main>
        {twins === null ? null : (
          <footer class="frame">
            {ui.say(FRAME.takeAway)}: <a href={ui.link({ page: null, from: null }, twin(twins, 'csv'))}>CSV</a> · <a href={ui.link({ page: null, from: null }, twin(twins, 'json'))}>JSON</a>
          </footer>
        )}
      </body>
    </html>
  );
}
