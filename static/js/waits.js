// A screen that waits until the wall is shown on it: [data-waits]. Its page answers 202 for as long as it waits.
const EVERY = 2_000;

export function start() {
  if (document.querySelector('[data-waits]')) setInterval(look, EVERY);
}

async function look() {
  try {
    const reply = await fetch(location.href, { cache: 'no-store', redirect: 'manual' });
    if (reply.type === 'opaqueredirect' || (reply.ok && reply.status !== 202)) location.reload();
  } catch {
    // Without a connection it looks again.
  }
}
