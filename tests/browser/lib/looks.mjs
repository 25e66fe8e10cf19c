// What every page must be, whoever looks at it: without a finding of axe, with one heading, in its language, and not
// wider than the screen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function axe(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const { found, leftOut } = await page.evaluate(looked, RULES);
  assert.deepEqual(found, [], `axe on ${page.url()}`);
  assert.deepEqual(leftOut, [], `texts whose contrast axe did not measure, on ${page.url()}`);
}

// Styles, scripts, two files of icons and two fonts are what a page asks for, each under an address that holds its hash.
export async function files(page) {
  const all = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
  const asked = new Set(all.filter((path) => path.startsWith('/static/')));
  assert.ok(asked.size >= 2 && asked.size <= 6, `${page.url()} asks for ${[...asked]}`);
  for (const path of asked) assert.match(path, /^\/static\/[0-9A-Z]{8}\/[\w.-]+$/);
}

// In the page: what axe finds, and the texts it leaves out.
async function looked(values) {
  // axe takes what is narrower together than letter by letter for an icon font, and leaves it out: so all of Persian. With these
  // answers (it draws for nothing else) every text is one.
  const canvas = CanvasRenderingContext2D.prototype;
  const { measureText, getImageData } = canvas;
  canvas.measureText = (text) => ({ width: 30 * text.length });
  canvas.getImageData = () => ({ data: new Uint8ClampedArray(4).fill(255) });
  // What stays at the foot lies over whatever is scrolled under it just now, and an open sheet over what it was opened from: that
  // is no finding.
  const over = [...document.querySelectorAll('.support, .sheet-small')];
  for (const one of over) one.style.setProperty('position', 'static');
  try {
    const rule = 'color-contrast-enhanced';
    const { violations } = await window.axe.run(document, {
      runOnly: { type: 'tag', values },
      rules: { [rule]: { enabled: false } },
      resultTypes: ['violations'],
    });
    const before = texts();
    // The strictest rule on contrast by itself, to be told also of what it passes.
    const contrast = await window.axe.run(document, {
      runOnly: { type: 'rule', values: [rule] },
      elementRef: true,
      selectors: false,
      resultTypes: ['passes', 'violations'],
    });
    const measured = new Set([...contrast.passes, ...contrast.violations].flatMap(({ nodes }) => nodes.map(({ element }) => element)));
    return {
      found: [...violations, ...contrast.violations].flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
      ),
      leftOut: texts()
        .filter((one) => before.includes(one) && !measured.has(one))
        .map((one) => one.outerHTML.slice(0, 160)),
    };
  } finally {
    for (const one of over) one.removeAttribute('style');
    Object.assign(canvas, { measureText, getImageData });
  }

  // What has words or numbers to be seen (a stream may bring others meanwhile): not what is disabled, hidden from the eye alone, or waits outside the page.
  function texts() {
    const seen = new Set();
    // While a dialog is open, the page behind it is inert, without an attribute that says so. What it has to be scrolled to is not measured.
    const dialog = document.querySelector('dialog:modal');
    const port = dialog?.getBoundingClientRect() ?? { top: -Infinity, bottom: Infinity };
    const walk = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const { currentNode: text } = walk;
      const one = text.parentElement;
      if (
        seen.has(one) ||
        !/[\p{L}\p{N}]/u.test(text.data) ||
        one.closest(':disabled, [inert], option') ||
        !one.checkVisibility({ visibilityProperty: true })
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const { width, right, top, bottom } = range.getBoundingClientRect();
      if (top < port.top || bottom > port.bottom) continue;
      const clipped = (box) => box && (getComputedStyle(box).clipPath === 'inset(50%)' || clipped(box.parentElement));
      if (width > 0 && right > 0 && bottom + scrollY > 0 && !clipped(one)) seen.add(one);
    }
    return [...seen];
  }
}

// The kinds of elements that this page's own reader has met already in this run, each within its parent: what axe finds on a page it
// finds on every other one that is made of the same. Words and numbers do not count.
const met = new Set();

export async function isNew(page, reader) {
  const kinds = await page.evaluate(() => {
    const own = (one) => `${one.localName}.${[...one.classList].sort().join('.')}[${one.getAttributeNames().sort().join()}]`;
    const kind = (one) => `${own(one)}<${one.parentElement ? own(one.parentElement) : ''}`;
    return [...new Set([...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()).map(kind))];
  });
  const fresh = kinds.map((kind) => `${reader} ${kind}`).filter((kind) => !met.has(kind));
  for (const kind of fresh) met.add(kind);
  return fresh.length > 0;
}

export async function shape(page, language) {
  const is = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    titled: document.title.trim().length > 0,
    wider: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    // Chromium 156 takes the content of such an element out of the order of Tab.
    unreachable: [...document.querySelectorAll('[tabindex="-1"]')].filter(
      (one) => (getComputedStyle(one).readingFlow ?? 'normal') !== 'normal',
    ).length,
  }));
  const dir = language === 'fa' ? 'rtl' : 'ltr';
  assert.deepEqual(is, { headings: 1, lang: language, dir, titled: true, wider: 0, unreachable: 0 }, `the shape of ${page.url()}`);
}

// Buttons, fields and choices that are too small for a thumb. Links within a text are not meant, nor what is hidden.
export function smallTargets(page) {
  return page.evaluate(() => {
    const small = [];
    for (const one of document.querySelectorAll('button, a.button, summary, select, textarea, input:not([type=hidden])')) {
      // A choice is pressed by its label.
      const target = one.matches('[type=radio], [type=checkbox]') ? (one.closest('label') ?? one) : one;
      if (!target.checkVisibility({ visibilityProperty: true })) continue;
      const { width, height } = target.getBoundingClientRect();
      if (width < 44 || height < 44) small.push(`${Math.round(width)}×${Math.round(height)} ${one.outerHTML.slice(0, 120)}`);
    }
    return small;
  });
}
