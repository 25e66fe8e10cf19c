// Weighing at the console: the idea that the next point is for. The choice is a select ([data-aim]); arrow keys in the composer's
// field change it, and so does a click on an idea. The idea itself is marked and unfolded, so that the facilitator can keep looking at
// the list. A folded idea says how many benefits and costs it has ([data-count-of]).
import { digits } from './digits.js';

const aim = () => document.querySelector('select[data-aim]');

export function start() {
  if (!document.querySelector('dialog#shortcuts')) return;
  document.addEventListener('keydown', pressed);
  document.addEventListener('click', clicked);
  document.addEventListener('change', ({ target }) => target === aim() && mark());
  document.addEventListener('htmx:after:swap', mark);
  mark();
}

function pressed(event) {
  const select = aim();
  const { key, altKey, ctrlKey, metaKey, shiftKey, target } = event;
  if (!select || altKey || ctrlKey || metaKey || shiftKey || !['ArrowUp', 'ArrowDown'].includes(key)) return;
  if (!target.matches?.('form[data-composer] input[name=text]')) return;
  event.preventDefault();
  const next = select.selectedIndex + (key === 'ArrowDown' ? 1 : -1);
  if (next < 0 || next >= select.options.length) return;
  select.selectedIndex = next;
  mark();
  now()?.scrollIntoView({ block: 'nearest' });
}

function clicked({ target }) {
  const select = aim();
  const item = target.closest('#ideas > li');
  if (!select || !item || target.closest('a, button, input, textarea, select, summary, label, form')) return;
  const id = item.id.replace('idea-', '');
  if (![...select.options].some(({ value }) => value === id)) return;
  select.value = id;
  mark();
  select.form.querySelector('input[name=text]')?.focus({ preventScroll: true });
}

const now = () => (aim() ? document.getElementById(`idea-${aim().value}`) : null);

function mark() {
  const item = now();
  for (const other of document.querySelectorAll('#ideas > li.aimed')) {
    if (other === item) continue;
    other.classList.remove('aimed');
    other.querySelector('.fold')?.removeAttribute('open');
  }
  if (item && !item.matches('.aimed')) item.querySelector('.fold')?.setAttribute('open', '');
  item?.classList.add('aimed');
  for (const count of document.querySelectorAll('[data-count-of]')) {
    const list = document.getElementById(count.dataset.countOf);
    if (list) count.textContent = digits(String(list.querySelectorAll(':scope > li:not(.withdrawn)').length));
  }
}
