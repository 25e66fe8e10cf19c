// The chip that says in words whether this page is connected: [data-connection], role=status. It does not report a very short gap,
// nor every change of an unstable connection.
import { isSignedOut } from './queue.js';
import { show } from './states.js';

const PATIENCE = 1_500;
let timer;

export function start() {
  const chip = document.querySelector('[data-connection]');
  if (!chip) return;
  const say = (state) => {
    clearTimeout(timer);
    if (state === chip.dataset.state) return;
    timer = setTimeout(() => show(chip, state), ['connected', 'signed-out'].includes(state) ? 0 : PATIENCE);
  };
  document.addEventListener('hamdel:connection', ({ detail }) => say(detail));
  document.addEventListener('htmx:after:request', ({ detail }) => {
    const reply = detail.ctx.response?.raw;
    if (reply && isSignedOut(reply)) say('signed-out');
    else if (reply?.ok && chip.dataset.state === 'signed-out') say('connected');
  });
}
