// What is on the wall always fits its screen: [data-fits]. First its headings and gaps become smaller (data-tight), then the longest of
// its lists [data-fit] lose items from their end (data-fit="newest": from their beginning), down to one. The line after a list says
// how many are not shown: [data-more] holds how many the server left out, [data-text] the words. Without this script the page scrolls.
const PERSIAN = '۰۱۲۳۴۵۶۷۸۹';

let place;

export function start() {
  place = document.querySelector('[data-fits]');
  if (!place) return;
  fit();
  document.fonts.ready.then(fit);
  window.addEventListener('resize', fit);
  document.addEventListener('htmx:after:swap', fit);
}

const isOver = () => document.documentElement.scrollHeight > window.innerHeight + 1;
const shown = (list) => [...list.children].filter((item) => !item.hidden);

function fit() {
  const lists = [...place.querySelectorAll('[data-fit]')];
  for (const list of lists) {
    for (const item of list.children) item.hidden = false;
    count(list);
  }
  for (const tight of ['0', '1', '2']) {
    place.dataset.tight = tight;
    if (!isOver()) return;
  }
  while (isOver()) {
    const [longest] = lists.filter((list) => shown(list).length > 1).sort((one, other) => end(other) - end(one));
    if (!longest) return;
    const items = shown(longest);
    (longest.dataset.fit === 'newest' ? items[0] : items.at(-1)).hidden = true;
    count(longest);
  }
}

// A list that is stretched ends where its last item does.
const end = (list) => Math.max(...shown(list).map((item) => item.getBoundingClientRect().bottom));

function count(list) {
  const more = list.nextElementSibling;
  if (!more?.matches('[data-more]')) return;
  const n = Number(more.dataset.more) + list.children.length - shown(list).length;
  more.hidden = n === 0;
  more.textContent = more.dataset.text.replace(/[0۰]/, digits(String(n)));
}

const digits = (text) => (document.documentElement.lang.startsWith('fa') ? text.replace(/\d/g, (digit) => PERSIAN[digit]) : text);
