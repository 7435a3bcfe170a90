/** On `/compare`: boxes that add as soon as a name of their list stands in them, copies, and charts as PNG. Without it the form's button and the links do. */
const form = document.querySelector<HTMLFormElement>('form.compare-form');

/** The address shown is the whole choice, without what was typed to get there. */
const address = form?.dataset['address'];
if (address !== undefined && /[?&]add_(?:figure|agency)=/.test(location.search) && document.querySelector('.which') === null) history.replaceState(null, '', address);

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-pick]')) {
  const names = (): string[] => [...(input.list?.querySelectorAll('option') ?? [])].map((option) => option.value);
  const ask = input.dataset['ask'];
  let waiting: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener('input', (event) => {
    // A choice from the list comes as a replacement, not as typing: half a name may be the whole of another.
    const typed = event instanceof InputEvent && event.inputType !== 'insertReplacementText';
    if (!typed && names().includes(input.value)) input.form?.requestSubmit();
    else if (ask !== undefined) {
      clearTimeout(waiting);
      waiting = setTimeout(() => void suggest(input, ask), 150);
    }
  });
}

async function suggest(input: HTMLInputElement, ask: string): Promise<void> {
  const wanted = input.value;
  const answer = await fetch(`${ask}?q=${encodeURIComponent(wanted)}`).catch(() => null);
  if (answer?.ok !== true || input.value !== wanted || input.list === null) return;
  const found = (await answer.json()) as { zh: string; en: string | null; id: string | null }[];
  const chinese = document.documentElement.lang.startsWith('zh');
  input.list.replaceChildren(...found.map(({ zh, en, id }) => {
    const option = document.createElement('option');
    option.value = chinese ? zh : (en ?? zh);
    option.label = id ?? '';
    return option;
  }));
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy], button[data-copy-of]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const of = button.dataset['copyOf'];
    const text = of === undefined ? new URL(button.dataset['copy'] ?? '', location.href).href : (document.getElementById(of)?.textContent ?? '');
    void copied(text, button);
  });
}

async function copied(text: string, button: HTMLButtonElement): Promise<void> {
  const before = button.textContent;
  await navigator.clipboard.writeText(text).catch(() => select(button.dataset['copyOf']));
  button.textContent = button.dataset['done'] ?? before;
  setTimeout(() => (button.textContent = before), 1500);
}

/** Where the browser lets nobody write to the clipboard, the text is at least marked. */
function select(id: string | undefined): void {
  const element = id === undefined ? null : document.getElementById(id);
  if (element !== null) getSelection()?.selectAllChildren(element);
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-png]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    paint(button.dataset['png'] ?? '', button.dataset['name'] ?? 'chart.png').catch(() => {
      button.textContent = button.dataset['failed'] ?? button.textContent;
    });
  });
}

/** Two pixels for each of the chart, so that it prints well. */
const SCALE = 2;

async function paint(address: string, name: string): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const url = URL.createObjectURL(await answer.blob());
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth * SCALE, image.naturalHeight * SCALE];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (png === null) throw new Error('no picture');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(png);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
