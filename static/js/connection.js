// The chip that says in words whether this page is connected: [data-connection], role=status. A gap shorter than a
// breath is not mentioned, and neither is every turn of a bad line.
import { show } from './states.js';

const PATIENCE = 1_500;
let timer;

export function start() {
  const chip = document.querySelector('[data-connection]');
  if (!chip) return;
  document.addEventListener('hamdel:connection', ({ detail: state }) => {
    clearTimeout(timer);
    if (state === chip.dataset.state) return;
    timer = setTimeout(() => show(chip, state), state === 'connected' ? 0 : PATIENCE);
  });
}
