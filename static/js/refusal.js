// The refusals of a form. A refusal disappears when its field is changed, or when the form is sent and accepted. An empty required
// field is reported in the page's language: by the server where the request loses no typed text, else by the browser in our words
// (#required).

const ASKED_HERE = '[type=password], :is(select, [type=radio], [type=checkbox])[required]';

export function start() {
  prepare();
  document.addEventListener('htmx:after:swap', prepare);
  if (document.querySelector('main[data-stream]')) document.addEventListener('htmx:after:swap', passed);
  document.addEventListener('invalid', complain, true);
  for (const event of ['input', 'change']) document.addEventListener(event, ({ target }) => target.form && changed(target), true);
  document.addEventListener('hamdel:taken', ({ target }) => forget(target));
  document.addEventListener('htmx:after:request', ({ target, detail }) => {
    const form = detail.ctx.response?.raw?.ok && target.closest?.('form');
    if (!form) return;
    forget(form);
    // What the console says beside the arc is about an earlier form.
    document.getElementById('arc-notice')?.replaceChildren();
  });
}

// What a refusal on a live page speaks of: the stage, the board's step, or what *Next* does. When that is over, the refusal leaves; one
// that has just come can be read first, because it may be the change itself that it explains.
const READABLE = 5_000;
let scene = sceneNow();
const since = new WeakMap();

function sceneNow() {
  const parts = [
    document.querySelector('#arc')?.dataset.stage,
    document.querySelector('#ideas')?.dataset.phase,
    document.querySelector('#next [name=does]')?.value,
  ];
  return parts.join();
}

function passed() {
  const shown = document.querySelectorAll('#arc-notice > *, main[data-stream] [data-refusal] > *');
  for (const words of shown) if (!since.has(words)) since.set(words, Date.now());
  const now = sceneNow();
  if (now === scene) return;
  scene = now;
  for (const words of shown) {
    const left = since.get(words) + READABLE - Date.now();
    if (left > 0) setTimeout(() => words.remove(), left);
    else words.remove();
  }
}

// In the outbox, a browser message about the emptied field would answer the second click of a double click.
function prepare() {
  for (const form of document.querySelectorAll('form[method=post]')) {
    form.noValidate = form.matches('[data-outbox]') || !form.querySelector(ASKED_HERE);
  }
}

function complain({ target }) {
  const words = document.getElementById('required')?.content.textContent.trim();
  if (target.validity.valueMissing && words) target.setCustomValidity(words);
}

// Clears the refusals of the form as a whole; those beside other fields stay.
function forget(form) {
  form.querySelector('[data-refusal]')?.replaceChildren();
  for (const words of form.querySelectorAll('[data-too-large]')) words.hidden = true;
}

function changed(field) {
  const { form } = field;
  for (const one of form.elements) if (one.name === field.name) one.setCustomValidity?.('');
  forget(form);
  field.removeAttribute('aria-invalid');
  for (const words of field.closest('.field, fieldset, section')?.querySelectorAll('.error') ?? []) words.hidden = true;
  for (const link of form.querySelectorAll('.problems a')) {
    if (!form.querySelector(`${link.hash}-error:not([hidden])`)) link.closest('li').hidden = true;
  }
  for (const box of form.querySelectorAll('.problems')) box.hidden = !box.querySelector('li:not([hidden])');
}
