// Ignores the second click of a double click on a submit button. A sent form may fold, and what was below it moves under the pointer;
// the second click belongs to the sent form, never to what took its place.

const DOUBLE = 400;
const NEAR = 30;
let last, sent;

export function start() {
  window.addEventListener('click', clicked, true);
  document.addEventListener(
    'submit',
    ({ target, submitter }) => {
      if (last) sent = { ...last, form: nameOf(target), submitter };
    },
    true,
  );
}

const nameOf = (form) => form?.getAttribute('id') ?? form?.getAttribute('action');

function clicked(event) {
  // Clicks by key or script have no position. Page coordinates are used, because after scrolling the same point of the screen is
  // another point of the page.
  last = event.detail ? { at: event.timeStamp, x: event.pageX, y: event.pageY } : undefined;
  if (!last || !sent || last.at - sent.at > DOUBLE || Math.hypot(last.x - sent.x, last.y - sent.y) > NEAR) return;
  const form = event.target.closest('form') ?? event.target.closest('button, input')?.form;
  if (form && nameOf(form) === sent.form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
