/** On every page: forms marked `data-follow` ask again as soon as a choice in them changes. Without it, their button does. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-follow]')) {
  form.addEventListener('change', (event) => {
    if (event.target instanceof HTMLSelectElement) form.requestSubmit();
  });
}
