// A story in steps: each step depends on the ones before it, so the rest is skipped after a failure. The folder out/ keeps a picture
// of each screen at the failure.
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const OUT = fileURLToPath(new URL('../out/', import.meta.url));

export function story(people) {
  let failed;
  return (name, act) =>
    test(name, async (t) => {
      if (failed) return t.skip(`after the failure of: ${failed}`);
      try {
        await act(t);
      } catch (error) {
        failed = name;
        await picture(people());
        throw error;
      }
      return undefined;
    });
}

async function picture(people) {
  mkdirSync(OUT, { recursive: true });
  for (const [place, person] of people.filter(Boolean).entries()) {
    await person.page.screenshot({ path: `${OUT}failed-${place + 1}.png`, fullPage: true }).catch(() => {});
  }
}
