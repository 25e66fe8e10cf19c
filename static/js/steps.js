// One question at a time: a form marked [data-steps] shows one .part after the other. Without this script, and when it comes back
// refused, it is one plain form. Nothing is sent before the last part, except by a pass.
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
    // The question is read first.
    const heading = parts[at].querySelector('h2');
    heading?.focus({ preventScroll: true });
    form.scrollIntoView({ block: 'start' });
  };

  const onward = () => {
    show(at + 1);
    history.pushState({ part: at }, '');
  };

  form.addEventListener('click', ({ target }) => {
    const go = target.closest?.('[data-go]')?.dataset.go;
    if (!go) return;
    if (go === 'skip') clear(parts[at]);
    if (go === 'back') history.back();
    else onward();
  });
  form.addEventListener(
    'submit',
    (event) => {
      if (event.submitter?.name === 'pass' || at === parts.length - 1) return;
      // Enter in a field goes to the next part; it does not send the form.
      event.preventDefault();
      event.stopPropagation();
      onward();
    },
    true,
  );
  // Each part is a step of the browser's history: Back leads one part back, and only leaving from the first part asks for
  // confirmation.
  window.addEventListener('popstate', ({ state }) => show(state?.part ?? 0));
  history.replaceState({ part: 0 }, '');
  show(0, false);
}

function clear(part) {
  for (const field of part.querySelectorAll('input')) {
    if (field.type === 'radio') field.checked = false;
    else if (field.type === 'text') field.value = '';
  }
}
