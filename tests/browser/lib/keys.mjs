// Keyboard use without a mouse.
import assert from 'node:assert/strict';

// Presses Tab, and in a toolbar an arrow, until the focus is there. On the way, every focused element must be visible and not covered.
export async function tabTo(person, selector) {
  let key = 'Tab';
  for (let presses = 0; presses < 200; presses += 1) {
    await person.page.keyboard.press(key);
    const at = await person.page.evaluate(focused, selector);
    assert.ok(at.seen, `the focus is hidden: ${at.html}`);
    if (at.there) return;
    key = at.holds ? 'ArrowDown' : 'Tab';
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

function focused(selector) {
  const one = document.activeElement;
  const { left, top, width, height } = (one.closest('label') ?? one).getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const over = document.elementFromPoint(x, y);
  const seen = one === document.body || Boolean(over && (one.contains(over) || over.contains(one) || over.closest('label')?.contains(one)));
  const holds = Boolean(one.closest('[role=toolbar]')?.querySelector(selector));
  return { there: one.matches(selector), holds, seen, html: one.outerHTML.slice(0, 160) };
}

// Counts mouse and finger input on this page from now on.
export const watchPointer = ({ page }) =>
  page.evaluate(() => {
    window.testPointer = 0;
    for (const kind of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(kind, () => (window.testPointer += 1), true);
  });
export const untouched = async ({ page }) => assert.equal(await page.evaluate(() => window.testPointer), 0);

// Presses Tab through the whole page, and arrows through its toolbars: everything that can be pressed or filled in has had the focus. A second pass reaches what a
// stream replaced meanwhile.
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
      more = await page.evaluate(met);
      while (await page.evaluate(() => document.activeElement.closest('[role=toolbar]') !== null)) {
        await page.keyboard.press('ArrowDown');
        if (!(await page.evaluate(met))) break;
      }
    }
    missed = await page.evaluate(notMet);
    if (missed.length === 0) return;
  }
  assert.deepEqual(missed, [], `Tab does not lead there, on ${page.url()}`);
}

// Whether the focus is somewhere on the page where it was not before.
const met = () => document.activeElement !== document.body && window.testMet.size < window.testMet.add(document.activeElement).size;

// Of mutually exclusive choices, Tab leads to one.
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
