// Waiting for what takes its time, without saying how much: the limit is only there so that a fault ends.
const LIMIT = 60_000;

export async function until(holds, what) {
  const end = Date.now() + LIMIT;
  let last;
  while (Date.now() < end) {
    try {
      last = undefined;
      if (await holds()) return;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  throw new Error(`waited in vain until ${what ?? holds}${last ? `: ${last.message}` : ''}`);
}
