// One question at a time: a form marked [data-steps] shows one .part after the other. Without this script, and when it came back
// refused, it is one plain form. Nothing is sent before the last part, but passing.
export function start() {
  for (const form of document.querySelectorAll('form[data-steps]')) begin(form);
}

function begin(form) {
  const parts = [...form.querySelectorAll(':scope > .part')];
  if (parts.length < 2) return;
  let at = 0;
  form.classList.add('one');
  for (const ways of form.querySelectorAll('.ways')) ways.hidden = false;

  const show = (next, moved = true) => {
    at = Math.min(Math.max(next, 0), parts.length - 1);
    parts.forEach((part, n) => (part.hidden = n !== at));
    if (!moved) return;
    // The question is what is read first.
    const heading = parts[at].querySelector('h2');
    heading?.focus({ preventScroll: true });
    form.scrollIntoView({ block: 'start' });
  };

  form.addEventListener('click', ({ target }) => {
    const go = target.closest?.('[data-go]')?.dataset.go;
    if (!go) return;
    if (go === 'skip') clear(parts[at]);
    show(at + (go === 'back' ? -1 : 1));
  });
  form.addEventListener('submit', (event) => {
    if (event.submitter?.name === 'pass' || at === parts.length - 1) return;
    // Enter in a field goes on; it does not end.
    event.preventDefault();
    event.stopPropagation();
    show(at + 1);
  }, true);
  show(0, false);
}

function clear(part) {
  for (const field of part.querySelectorAll('input')) {
    if (field.type === 'radio') field.checked = false;
    else if (field.type === 'text') field.value = '';
  }
}
