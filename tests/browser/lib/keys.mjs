// The keyboard as somebody without a mouse uses it.
import assert from 'node:assert/strict';

// Tab by Tab until the focus is there. Wherever it comes by, what has the focus must be seen and must not lie under anything.
export async function tabTo(person, selector) {
  for (let presses = 0; presses < 200; presses += 1) {
    await person.page.keyboard.press('Tab');
    const at = await person.page.evaluate(focused, selector);
    assert.ok(at.seen, `the focus is hidden: ${at.html}`);
    if (at.there) return;
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

function focused(selector) {
  const one = document.activeElement;
  const { left, top, width, height } = (one.closest('label') ?? one).getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const over = document.elementFromPoint(x, y);
  const seen = one === document.body || Boolean(over && (one.contains(over) || over.contains(one) || over.closest('label')?.contains(one)));
  return { there: one.matches(selector), seen, html: one.outerHTML.slice(0, 160) };
}

// Counts what a mouse or a finger does on this page from now on.
export const watchPointer = ({ page }) =>
  page.evaluate(() => {
    window.testPointer = 0;
    for (const kind of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(kind, () => (window.testPointer += 1), true);
  });
export const untouched = async ({ page }) => assert.equal(await page.evaluate(() => window.testPointer), 0);

// Tab by Tab through the whole page: everything that can be pressed or filled in has had the focus. What a stream replaces meanwhile is met
// on a second walk.
export async function reachesAll({ page }) {
  let missed;
  for (let walks = 0; walks < 3; walks += 1) {
    await page.evaluate(() => {
      document.activeElement.blur();
      window.testMet = new Set();
    });
    let more = true;
    for (let presses = 0; more && presses < 300; presses += 1) {
      await page.keyboard.press('Tab');
      more = await page.evaluate(
        () => document.activeElement !== document.body && window.testMet.size < window.testMet.add(document.activeElement).size,
      );
    }
    missed = await page.evaluate(notMet);
    if (missed.length === 0) return;
  }
  assert.deepEqual(missed, [], `Tab does not lead there, on ${page.url()}`);
}

// Of choices that exclude each other, Tab leads to one.
function notMet() {
  const group = (one) => (one.type === 'radio' ? [...document.getElementsByName(one.name)].filter(({ form }) => form === one.form) : [one]);
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(
      (one) =>
        one.checkVisibility({ visibilityProperty: true }) &&
        !one.matches(':disabled') &&
        !group(one).some((each) => window.testMet.has(each)),
    )
    .map((one) => one.outerHTML.slice(0, 160));
}
