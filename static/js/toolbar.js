// A toolbar is one stop of the keyboard: Tab leads to the control that was used last (at first to the pressed one), arrows, Home and End
// lead on inside it.
const CONTROLS = 'button:enabled, a[href]';
const used = new WeakMap();

export function start() {
  // The stream inserts the toolbar when the session begins.
  if (!document.querySelector('[data-voices]')) return;
  document.addEventListener('htmx:after:swap', arrange);
  document.addEventListener('focusin', arrive);
  document.addEventListener('keydown', move);
  arrange();
}

const controls = (toolbar) => [...toolbar.querySelectorAll(CONTROLS)].filter((each) => each.checkVisibility());

function arrange() {
  for (const toolbar of document.querySelectorAll('[role=toolbar]')) {
    const all = controls(toolbar);
    const stop = all.find((each) => each === used.get(toolbar)) ?? all.find((each) => each.ariaPressed === 'true') ?? all[0];
    for (const each of all) each.tabIndex = each === stop ? 0 : -1;
  }
}

function arrive({ target }) {
  const toolbar = target.closest('[role=toolbar]');
  if (!toolbar || !target.matches(CONTROLS)) return;
  used.set(toolbar, target);
  arrange();
}

function move(event) {
  const toolbar = event.target.closest('[role=toolbar]');
  if (!toolbar || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const all = controls(toolbar);
  const at = all.indexOf(event.target);
  const right = document.documentElement.dir === 'rtl' ? -1 : 1;
  const to = { ArrowRight: at + right, ArrowLeft: at - right, ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  all.at(to % all.length).focus();
}
