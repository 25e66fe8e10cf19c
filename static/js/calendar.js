// [data-calendar-grid] is a month whose days are links: with this script one of them is a tab stop, and the arrow keys go from day to day.
// [data-picks] are buttons that write their words into a field.
export function start() {
  const grid = document.querySelector('[data-calendar-grid]');
  if (grid) keys(grid);
  for (const picks of document.querySelectorAll('[data-picks]')) offer(picks);
}

function keys(grid) {
  const days = [...grid.querySelectorAll('a.cal-number')];
  const stop = days.find((day) => day.hasAttribute('data-stop')) ?? days[0];
  for (const day of days) day.tabIndex = day === stop ? 0 : -1;
  grid.addEventListener('keydown', (event) => {
    const at = days.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault();
      document.querySelector(event.key === 'PageUp' ? 'a[rel=prev]' : 'a[rel=next]').click();
      return;
    }
    const to = days[at + step(grid, event.key)];
    if (!to || to === event.target) return;
    event.preventDefault();
    for (const day of days) day.tabIndex = day === to ? 0 : -1;
    to.focus();
  });
}

// How many days a key goes: a row of the grid is a week, or one day where the month is a list.
function step(grid, key) {
  const { direction, gridTemplateColumns } = getComputedStyle(grid);
  const row = Math.max(1, gridTemplateColumns.split(' ').length);
  const forward = direction === 'rtl' ? -1 : 1;
  return { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: row, ArrowUp: -row }[key] ?? 0;
}

function offer(picks) {
  const field = document.querySelector(picks.dataset.picks);
  if (!field) return;
  const buttons = [...picks.querySelectorAll('button')];
  const tell = () => {
    for (const one of buttons) one.setAttribute('aria-pressed', String(one.textContent.trim() === field.value.trim()));
  };
  for (const one of buttons) {
    one.addEventListener('click', () => {
      const name = one.textContent.trim();
      // A second press takes it back.
      field.value = field.value.trim() === name ? '' : name;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
  field.addEventListener('input', tell);
  picks.hidden = false;
  tell();
}
