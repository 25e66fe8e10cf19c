// Announces events to screen readers in the polite region #say. Messages within three seconds are announced together, so that a busy
// board does not talk without end.

const PAUSE = 3_000;
let heap = [];
let next = 0;
let timer;

export function say(text) {
  if (!text || heap.includes(text)) return;
  heap.push(text);
  if (!timer) timer = setTimeout(speak, Math.max(100, next - Date.now()));
}

function speak() {
  const region = document.getElementById('say');
  if (region) region.textContent = heap.join('\n');
  heap = [];
  timer = undefined;
  next = Date.now() + PAUSE;
}
