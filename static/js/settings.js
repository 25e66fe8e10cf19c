// A form [data-changes] says in its head which of its fields are not saved yet, and its preview follows as one types: [data-shows] has the
// name of the field whose value it shows.
import { choicesOf, isChanged, wordsOf } from './writing.js';

export function start() {
  const form = document.querySelector('form[data-changes]');
  if (!form) return;
  const follow = () => {
    tell(form);
    show(form);
  };
  form.addEventListener('input', follow);
  form.addEventListener('change', follow);
  // The fields have their former values after this event.
  form.addEventListener('reset', () => setTimeout(follow));
  addEventListener('pageshow', follow);
}

function tell(form) {
  const changed = [...wordsOf(form), ...choicesOf(form)].filter(isChanged).map(labelOf).filter(Boolean);
  const names = [...new Set(changed)];
  const list = new Intl.ListFormat(document.documentElement.lang, { type: 'unit' }).format(names);
  const note = form.querySelector('[data-changed]');
  note.querySelector('[data-changed-what]').textContent = list;
  note.hidden = !names.length;
  form.querySelector('[data-undo]').hidden = !names.length;
}

function labelOf(field) {
  const group = field.matches('[type=radio], [type=checkbox]') && field.closest('fieldset')?.querySelector('legend');
  return (group || field.labels?.[0])?.firstChild.textContent.trim();
}

function show(form) {
  for (const place of form.querySelectorAll('[data-shows]')) {
    const field = form.elements.namedItem(place.dataset.shows);
    const chosen = field instanceof RadioNodeList && [...field].find((one) => one.checked);
    place.textContent = chosen ? chosen.labels[0].textContent.trim() : field.value;
  }
}
