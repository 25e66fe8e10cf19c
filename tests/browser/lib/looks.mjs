// What holds for every page and every role: axe finds nothing, the page has one heading, is in the right language, and is not wider
// than the screen.
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

// A page loads styles, scripts, two files of icons and two fonts, each from an address that holds its hash.
export async function files(page) {
  const all = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
  const asked = new Set(all.filter((path) => path.startsWith('/static/')));
  assert.ok(asked.size >= 2 && asked.size <= 6, `${page.url()} asks for ${[...asked]}`);
  for (const path of asked) assert.match(path, /^\/static\/[0-9A-Z]{8}\/[\w.-]+$/);
}

// Runs in the page: what axe finds, and the texts that it leaves out.
async function looked(values) {
  // axe takes text for an icon font, and leaves it out, when it is narrower together than letter by letter; that is so for all
  // Persian text. With these answers (axe draws for nothing else) every text counts as text.
  const canvas = CanvasRenderingContext2D.prototype;
  const { measureText, getImageData } = canvas;
  canvas.measureText = (text) => ({ width: 30 * text.length });
  canvas.getImageData = () => ({ data: new Uint8ClampedArray(4).fill(255) });
  // A fixed foot covers the content that is scrolled under it, and an open sheet covers the part that opened it; neither is a
  // finding.
  const over = [...document.querySelectorAll('.support, .dock, .sheet-small')];
  for (const one of over) one.style.setProperty('position', 'static');
  try {
    const ENHANCED = 'color-contrast-enhanced';
    const before = texts();
    const { violations, passes } = await window.axe.run(document, {
      runOnly: { type: 'tag', values },
      rules: { 'color-contrast': { enabled: false } },
      elementRef: true,
      selectors: false,
      ancestry: false,
      resultTypes: ['passes', 'violations'],
    });
    const contrast = [...passes, ...violations].filter(({ id }) => id === ENHANCED);
    const measured = new Set(contrast.flatMap(({ nodes }) => nodes.map(({ element }) => element)));
    // The enhanced rule passes text that has even less contrast than the plain rule asks, and says no expected ratio then.
    const faint = ({ any: [{ data } = {}] }) => data?.contrastRatio && !(data.contrastRatio >= parseFloat(data.expectedContrastRatio));
    const tooFaint = contrast.map(({ id, nodes }) => ({ id, nodes: nodes.filter(faint) }));
    return {
      found: [...violations.filter(({ id }) => id !== ENHANCED), ...tooFaint].flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
      ),
      leftOut: texts()
        .filter((one) => before.includes(one) && !measured.has(one))
        .map((one) => one.outerHTML.slice(0, 160)),
    };
  } finally {
    for (const one of over) one.style.removeProperty('position');
    Object.assign(canvas, { measureText, getImageData });
  }

  // Elements with visible words or numbers (a stream may bring others meanwhile). Disabled, visually hidden and off-page elements do
  // not count.
  function texts() {
    const seen = new Set();
    // While a dialog is open, the page behind it is inert, without an attribute that says so. Content that must be scrolled into view
    // is not measured.
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

// The kinds of elements that this person has met in this run, each within its parent: a finding of axe on one page appears on every
// other page that is made of the same elements. Words and numbers do not count.
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
    // Chromium 156 takes the content of such an element out of the tab order.
    unreachable: [...document.querySelectorAll('[tabindex="-1"]')].filter(
      (one) => (getComputedStyle(one).readingFlow ?? 'normal') !== 'normal',
    ).length,
  }));
  const dir = language === 'fa' ? 'rtl' : 'ltr';
  assert.deepEqual(is, { headings: 1, lang: language, dir, titled: true, wider: 0, unreachable: 0 }, `the shape of ${page.url()}`);
}

// Buttons, fields and choices that are too small for a thumb. Links within a text and hidden elements do not count.
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
