// On a phone, "I need support now" shows the numbers over the page, so that nothing is left and they are there without a network. The
// page of crisis help is read ahead once; without numbers, or when it could not be read, the link leads to that page. Its request for a
// word is sent from the sheet, which stays open.
import { parsed } from './trusted.js';

const LINK = 'body.phone a[href="/help"]';

let sheet;

export function start() {
  if (!document.querySelector(LINK)) return;
  const ahead = () => read().catch(() => {});
  if ('requestIdleCallback' in window) requestIdleCallback(ahead, { timeout: 4000 });
  else setTimeout(ahead, 500);
  // Before the part that asks about unsent text: nothing is left here.
  window.addEventListener('click', clicked, true);
}

async function read() {
  const answer = await fetch('/help');
  if (!answer.ok) return;
  const page = parsed(await answer.text());
  if (!page.querySelector('main .call[href]')) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'call-sheet stack';
  // The page below keeps its one first heading.
  const heading = document.createElement('h2');
  heading.id = 'call-sheet-title';
  heading.append(...page.querySelector('main h1').childNodes);
  dialog.append(heading, ...page.querySelectorAll('main section'));
  dialog.setAttribute('aria-labelledby', heading.id);
  const form = document.createElement('form');
  form.method = 'dialog';
  form.className = 'acts fill';
  form.append(page.querySelector('template#help-acts').content.cloneNode(true));
  dialog.append(form);
  dialog.addEventListener('submit', sent);
  document.body.append(dialog);
  sheet = dialog;
}

function clicked(event) {
  if (!sheet || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.(LINK);
  if (!link || sheet.contains(link)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  sheet.showModal();
}

async function sent(event) {
  const form = event.target;
  if (form.method !== 'post') return;
  event.preventDefault();
  event.stopPropagation();
  const failed = form.querySelector('[data-failed]');
  if (failed) failed.hidden = true;
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    const section = answer.ok && parsed(await answer.text()).getElementById('help-word');
    if (!section) throw new Error(`${answer.status}`);
    section.tabIndex = -1;
    form.closest('section').replaceWith(section);
    section.focus();
  } catch {
    if (failed) failed.hidden = false;
    else location.assign('/help');
  }
}
