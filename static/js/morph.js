// Puts the server's content into the page without disturbing a person who is typing there. Adds the swap style "upsert" (items by id,
// in the order of data-seq) and protects three things from a morph: personal places in shared items, the open state of <details> and
// <dialog>, and items in which a person is typing. The newest version of such an item waits until the person has finished.
import htmx from './trusted.js';
import { choicesOf, settle, wordsOf, writing } from './writing.js';

const ITEM = ':is(li, article, [data-keep])[id]';
let api;
// Item id → the version that replaces it when its writer has finished; null when the item is to be removed.
const later = new Map();

// Puts HTML from the server into its target. Without a target it may contain only hx-partials.
export async function put(html, source, target) {
  await htmx.swap({ text: html, sourceElement: source, target: target ?? source, swap: target ? 'innerHTML' : 'none' });
}

// Takes one region of a page that was fetched again and replaces the same region here.
export async function putRegion(page, source, region) {
  const target = document.querySelector(region);
  await htmx.swap({ text: page, sourceElement: source, target, select: region, swap: 'outerMorph ignoreTitle:true' });
}

htmx.registerExtension('hamdel-morph', {
  init: (internal) => {
    api = internal;
  },

  htmx_before_swap: (_element, { tasks }) => {
    tasks.splice(0, tasks.length, ...tasks.filter(mayRun));
    tasks.forEach(keepWriters);
  },

  htmx_before_morph_node: (old, { newNode }) => {
    if (old.hasAttribute?.('data-mine')) return false;
    if (!old.matches?.(`form, ${ITEM}`) || !writing(old)) return true;
    if (old.id) later.set(old.id, newNode.cloneNode(true));
    return false;
  },

  htmx_before_morph_attr: (element, { attrName }) => !(attrName === 'open' && element.matches('details, dialog')),

  handle_swap: (style, list, fragment) => {
    if (style !== 'upsert') return false;
    return [...fragment.children].map((item) => upsert(list, item));
  },
});

function mayRun({ target, swapSpec }) {
  if (swapSpec.style !== 'delete' || !(target instanceof Element) || !writing(target)) return true;
  later.set(target.id, null);
  return false;
}

// A whole region may arrive without an item in which a person is typing: the item stays until they have finished.
function keepWriters({ target, swapSpec, fragment }) {
  if (!(target instanceof Element) || !swapSpec.style.endsWith('Morph')) return;
  for (const item of target.querySelectorAll(ITEM)) {
    if (!writing(item) || fragment.querySelector(`#${CSS.escape(item.id)}`)) continue;
    const list = item.parentElement;
    const place = list.id ? fragment.querySelector(`#${CSS.escape(list.id)}`) : null;
    const inside = list === target && swapSpec.style === 'innerMorph' ? fragment : place;
    if (!inside) continue;
    inside.append(item.cloneNode(true));
    queueMicrotask(() => later.set(item.id, null));
  }
}

function upsert(list, item) {
  const old = item.id ? document.getElementById(item.id) : null;
  if (!old) {
    place(list, item);
    return item;
  }
  if (Number(old.dataset.rev) > Number(item.dataset.rev)) return old;
  if (writing(old)) {
    later.set(old.id, item);
    return old;
  }
  const moves = old.parentElement !== list || old.dataset.seq !== item.dataset.seq;
  become(old, item);
  if (moves) place(list, old);
  return old;
}

function become(old, item) {
  later.delete(old.id);
  const fragment = document.createDocumentFragment();
  fragment.append(item);
  api.morph(old, fragment, false);
  htmx.process(old);
}

// Own entries that are still being sent stand where the newest item will be.
function place(list, item) {
  const newestFirst = list.dataset.order === 'desc';
  const seq = Number(item.dataset.seq);
  const others = [...list.children].filter((other) => other !== item);
  const next =
    others.find((other) => 'seq' in other.dataset && (newestFirst ? other.dataset.seq < seq : other.dataset.seq > seq)) ??
    (newestFirst ? null : others.find((other) => 'pending' in other.dataset)) ??
    null;
  if (item.isConnected && list.moveBefore) list.moveBefore(item, next);
  else list.insertBefore(item, next);
}

// After a submit or a reset the field becomes empty only a moment later.
for (const event of ['focusout', 'submit', 'reset']) {
  document.addEventListener(event, () => setTimeout(catchUp), true);
}

// When htmx has sent a form and the server has accepted it, the form no longer counts as being written; it closes, unless
// its answer stands in the same place (data-stays).
document.addEventListener('htmx:after:request', ({ target, detail }) => {
  const form = target.closest?.('form');
  if (!form || !detail.ctx.response?.raw?.ok) return;
  settle([...wordsOf(form), ...choicesOf(form)]);
  // The version held back is older than the answer and would remove the choice; the "mine" event brings the newest one.
  if (form.matches('[data-choosing]')) later.delete(form.closest(ITEM)?.id);
  if (!form.matches('[data-stays]')) form.closest('details')?.removeAttribute('open');
  setTimeout(catchUp);
});

function catchUp() {
  for (const [id, item] of later) {
    const old = document.getElementById(id);
    if (old && writing(old)) continue;
    later.delete(id);
    if (old && item) become(old, item);
    else old?.remove();
  }
}
