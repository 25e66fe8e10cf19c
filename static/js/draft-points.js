// The list of points in a draft, and the session's lines beside it: what their buttons do without a request. Without this script the
// same buttons send the form.

export function begin(form, changed) {
  list(form)?.addEventListener('input', () => grow(form));
  form.addEventListener('click', (event) => {
    const button = event.target.closest('button[name=act]');
    if (!button) return;
    event.preventDefault();
    act(form, button);
    changed();
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-take]');
    if (!button || button.form !== form) return;
    event.preventDefault();
    take(form, button.value);
    changed();
  });
}

const list = (form) => form.querySelector('[data-points]');
const rows = (form) => [...(list(form)?.children ?? [])];
const field = (row) => row.querySelector('textarea');

function act(form, button) {
  const all = rows(form);
  const at = all.indexOf(button.closest('li'));
  const [name] = button.value.split('-');
  const swap = (one, other) => {
    if (!all[one] || !all[other]) return;
    [field(all[one]).value, field(all[other]).value] = [field(all[other]).value, field(all[one]).value];
    // Focus follows the point that moved.
    all[other].querySelector(`button[value^="${name}-"]`)?.focus();
  };
  if (name === 'up') swap(at, at - 1);
  if (name === 'down') swap(at, at + 1);
  if (name !== 'out') return;
  for (let n = at; n < all.length; n += 1) field(all[n]).value = all[n + 1] ? field(all[n + 1]).value : '';
  field(all[at]).focus();
}

// Keeps an empty point below the last one, while there is room.
function grow(form) {
  const all = rows(form);
  const last = all.at(-1);
  const room = all.length < Number(list(form).dataset.points);
  if (!last || !room || !field(last).value.trim()) return;
  const row = last.cloneNode(true);
  const [was, is] = [all.length, all.length + 1];
  const digits = document.documentElement.lang === 'fa' ? new Intl.NumberFormat('fa', { useGrouping: false }) : { format: String };
  field(row).value = '';
  row.querySelector('.point-number').textContent = digits.format(is);
  for (const named of row.querySelectorAll('[aria-label]')) {
    named.setAttribute('aria-label', named.getAttribute('aria-label').replace(digits.format(was), digits.format(is)));
  }
  for (const button of row.querySelectorAll('button')) button.value = button.value.replace(/\d+$/, String(is - 1));
  list(form).append(row);
}

function take(form, line) {
  const summary = form.elements.namedItem('summary');
  const before = summary.value.trimEnd();
  summary.value = before ? `${before}\n\n${line}` : line;
  summary.scrollTop = summary.scrollHeight;
}

// Puts typed text back into its fields.
export function fill(form, fields) {
  for (const name of ['summary', 'text']) {
    const kept = fields.find(([known]) => known === name);
    const here = form.elements.namedItem(name);
    if (kept && here) here.value = kept[1];
  }
  const points = fields.filter(([name]) => name === 'point').map(([, value]) => value);
  points.forEach((value, n) => {
    if (!rows(form)[n]) grow(form);
    const row = rows(form)[n];
    if (row) field(row).value = value;
  });
  if (list(form)) grow(form);
}

// A tick marks a line that is in the draft; the arrow returns when the line is not.
export function tick(form) {
  const plain = (text) =>
    text
      .normalize('NFKC')
      .replace(/[\u200b-\u200d]/g, '')
      .replace(/\s+/g, ' ')
      .toLowerCase()
      .trim();
  const words = [...form.querySelectorAll('textarea')].map((one) => plain(one.value));
  for (const line of document.querySelectorAll('[data-line]')) {
    const inside = words.some((text) => text.includes(plain(line.dataset.line)));
    for (const mark of line.querySelectorAll('[data-inside]')) mark.toggleAttribute('hidden', !inside);
    const button = line.querySelector('[data-take]');
    if (button.hidden === inside) continue;
    const had = document.activeElement === button;
    button.hidden = inside;
    if (had) form.elements.namedItem('summary').focus();
  }
}
