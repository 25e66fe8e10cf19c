// Waits for a condition without a fixed delay; the limit only ends a failed wait.
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
