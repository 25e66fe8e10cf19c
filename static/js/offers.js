// An offer that holds for a while ([data-lasts]: milliseconds from when the server wrote it) leaves the page when its time is over.
const timers = new WeakMap();

export function start() {
  watch();
  document.addEventListener('htmx:after:swap', watch);
}

function watch() {
  for (const offer of document.querySelectorAll('[data-lasts]')) {
    const { lasts } = offer.dataset;
    const known = timers.get(offer);
    if (known?.lasts === lasts) continue;
    clearTimeout(known?.timer);
    timers.set(offer, { lasts, timer: setTimeout(() => offer.remove(), Number(lasts)) });
  }
}
