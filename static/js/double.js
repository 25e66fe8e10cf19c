// The second click of a double one. When a form has been sent it may fold, and what stood below it slides under the finger: the second
// click is for the form that is gone, never for what has come into its place.

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
  // Clicks by key or script have no place. After scrolling, the same place on the screen is another place of the page.
  last = event.detail ? { at: event.timeStamp, x: event.pageX, y: event.pageY } : undefined;
  if (!last || !sent || last.at - sent.at > DOUBLE || Math.hypot(last.x - sent.x, last.y - sent.y) > NEAR) return;
  const form = event.target.closest('form') ?? event.target.closest('button, input')?.form;
  if (form && nameOf(form) === sent.form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
