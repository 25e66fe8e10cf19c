// The frame of a session's screens: one main control per state, whole in the first screen, under no fixed bar, on a short page.
import assert from 'node:assert/strict';

// The states of a session, each with the stage and the board step that it is seen in.
export const STATES = {
  arrive: { stage: 'arrive' },
  open: { stage: 'open' },
  round: { stage: 'round' },
  explore: { stage: 'explore' },
  gather: { stage: 'brainstorm', step: 'gather' },
  tidy: { stage: 'brainstorm', step: 'tidy' },
  weigh: { stage: 'weigh', step: 'weigh' },
  narrow: { stage: 'weigh', step: 'narrow' },
  commit: { stage: 'weigh', step: 'commit' },
  close: { stage: 'close' },
};

// A phone's main control in each state.
export const ON_PHONE = {
  arrive: '#mood',
  open: '#taken-home li:first-child',
  round: '#pass button, #floor-done button, #hand-up button',
  explore: '#concern form[id^="say-"] button',
  gather: '#idea',
  tidy: '#ideas > li:first-child',
  weigh: '#ideas .weigh-in textarea',
  narrow: '#ideas > li:first-child .give button:last-of-type',
  commit: '#commit-what',
  close: 'a[href$="/check-out"]',
};

// The console's.
export const ON_CONSOLE = {
  arrive: '#roll li:first-child',
  open: '#taken-home li:first-child',
  round: '#voices .room',
  explore: '#concerns form[action$="/leaving"] button',
  gather: '#idea',
  tidy: '#merge .acts button',
  weigh: '#idea',
  narrow: '#ideas',
  commit: '#commit-form',
  close: '#end-session',
};

// The control is whole in the first `screens` screens, nothing lies over it, the page is short, and few buttons are solid.
export async function framed({ page }, control, { tallest, solid, screens = 1 }) {
  await page.evaluate(() => scrollTo(0, 0));
  // A button under the pointer looks solid.
  await page.mouse.move(0, 0);
  const found = await page.evaluate(measured, [control, screens]);
  assert.ok(found, `there is no ${control}`);
  const { top, bottom, edge, over, tall, solids } = found;
  assert.ok(top >= 0 && bottom <= edge * screens, `${control} ends at ${bottom}, the screen at ${edge * screens}`);
  if (screens === 1) assert.deepEqual(over, [], `${control} is covered`);
  if (tallest) assert.ok(tall <= tallest, `the page of ${control} is ${tall} px tall`);
  if (solid) assert.ok(solids.length <= solid.most && solids.length >= (solid.least ?? 0), `solid: ${solids.join(', ')}`);
}

// Tab leads there in at most `most` presses, from where the focus is on a fresh page.
export async function within({ page }, control, most) {
  await page.reload();
  const there = () => page.evaluate((selector) => Boolean(document.activeElement.closest(selector)), control);
  for (let presses = 0; presses <= most; presses += 1) {
    if (await there()) return presses;
    await page.keyboard.press('Tab');
  }
  return assert.fail(`${most} presses of Tab do not lead to ${control}`);
}

function measured([control, screens]) {
  const one = [...document.querySelectorAll(control)].find((each) => each.checkVisibility());
  if (!one) return undefined;
  const { left, top, right, bottom } = one.getBoundingClientRect();
  const bars = [...document.querySelectorAll('body *')].filter(
    (each) => ['fixed', 'sticky'].includes(getComputedStyle(each).position) && each.checkVisibility() && !each.contains(one),
  );
  const beside = (bar) => bar.left >= right || bar.right <= left;
  const foot = bars
    .map((bar) => bar.getBoundingClientRect())
    .filter((bar) => bar.top > innerHeight / 2 && !beside(bar))
    .map((bar) => bar.top);
  const corners = [
    [left + 8, top + 8],
    [right - 8, top + 8],
    [left + 8, bottom - 8],
    [(left + right) / 2, (top + bottom) / 2],
    [right - 8, bottom - 8],
  ];
  const over =
    screens > 1 ? [] : corners.map(([x, y]) => document.elementFromPoint(x, y)).filter((at) => bars.some((bar) => bar.contains(at)));
  const style = getComputedStyle(document.documentElement);
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.background = 'var(--teal)';
  const teal = getComputedStyle(probe).backgroundColor;
  probe.remove();
  const solids = [...document.querySelectorAll('a:not(.skip), button, summary')].filter(
    (each) => each.checkVisibility() && getComputedStyle(each).backgroundColor === teal,
  );
  return {
    top,
    bottom,
    edge: Math.min(innerHeight, ...foot) - Number.parseFloat(style.borderBottomWidth || 0),
    over: over.map((at) => at.outerHTML.slice(0, 120)),
    tall: document.documentElement.scrollHeight,
    solids: solids.map((each) => each.textContent.trim()),
  };
}
