/** The report's page: a click on a number shows its place in the original at once, without asking for the page again. */
const original = document.querySelector<HTMLElement>('#original');
const frame = document.querySelector<HTMLIFrameElement>('iframe#page');
const QUIET = 150;
let asking: AbortController | undefined;
let waiting: number | undefined;

/** Outlines a place in the original; the PDF's own script hears of it. */
function outline(anchor: string): void {
  // Only the part behind # changes, so the archived page is not loaded again and needs no script.
  frame?.contentWindow?.location.replace(new URL(`${frame.dataset['src']}#${anchor}`, location.href));
  document.querySelector('#pdf')?.dispatchEvent(new CustomEvent('choose', { detail: anchor }));
}

/** The card of the figure comes with the page that the link leads to. Whoever clicks on quickly is not kept. */
function tell(link: URL): void {
  clearTimeout(waiting);
  asking?.abort();
  waiting = window.setTimeout(() => void renew(link, (asking = new AbortController()).signal), QUIET);
}

async function renew(link: URL, signal: AbortSignal): Promise<void> {
  try {
    const answer = await fetch(link, { signal });
    const card = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#figure');
    if (card !== null) document.querySelector('#figure')?.replaceWith(document.adoptNode(card));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function choose(link: HTMLElement): void {
  for (const old of document.querySelectorAll('.chosen')) old.classList.remove('chosen');
  for (const old of document.querySelectorAll('.form [aria-current]')) old.removeAttribute('aria-current');
  (link.closest('td, tr, summary') ?? link).classList.add('chosen');
  if (link.id !== '') link.setAttribute('aria-current', 'true');
  outline(link.dataset['anchor']!);
  // Under one another, the original stands below the tables.
  if (original !== null && original.getBoundingClientRect().top > innerHeight - 120) original.scrollIntoView({ block: 'start' });
}

document.querySelector('.report')?.addEventListener('click', (event) => {
  if (!(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
  const clicked = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-cell], [data-anchor]') : null;
  if (clicked === null) return;
  // Numbers quoted elsewhere on the page stand for those of the tables.
  const link = clicked.dataset['cell'] === undefined ? clicked : document.getElementById(clicked.dataset['cell']);
  if (link?.dataset['anchor'] === undefined) return;
  event.preventDefault();
  choose(link);
  if (link instanceof HTMLAnchorElement) {
    const to = new URL(link.href);
    history.replaceState(null, '', to);
    if (link.id !== '') tell(to);
  }
});

// A click in a drawn PDF finds the number in the tables.
document.querySelector('#pdf')?.addEventListener('click', (event) => {
  const place = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.place[href]') : null;
  if (place === null) return;
  event.preventDefault();
  const link = document.getElementById(decodeURIComponent(new URL(place.href).hash.slice(1)));
  link?.scrollIntoView({ block: 'center', inline: 'nearest' });
  link?.focus({ preventScroll: true });
  link?.click();
});

/** Beside the tables, the original takes what the window has left, so that nothing of it lies below the window's edge. */
function fit(): void {
  if (original === null) return;
  const { position, top } = getComputedStyle(original);
  original.style.height = position === 'sticky' ? `${Math.max(320, innerHeight - Math.max(parseFloat(top), original.getBoundingClientRect().top) - 8)}px` : '';
}
let fitting = 0;
const fitSoon = (): void => {
  cancelAnimationFrame(fitting);
  fitting = requestAnimationFrame(fit);
};
addEventListener('scroll', fitSoon, { passive: true });
addEventListener('resize', fitSoon);
fit();

document.querySelector('.form .chosen a, details.prose[open] > summary, tr.chosen[id^="fact-"]')?.scrollIntoView({ block: 'center', inline: 'nearest' });
