#!/usr/bin/env bash
# Chromium 156 (CSS reading-flow): two ways in which Tab leaves things out, without a message.
#   1. A container with reading-flow and tabindex="-1": nothing inside it is reached.
#   2. A details element that is itself an item of a reading-flow container: its summary is not reached; wrapped in a div it is.
# Valid pages; the order seen is at the foot. Fails when that changes. Needs node, npm and chromium (CHROMIUM names another one).
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts playwright-core@1.65.1
cat >look.mjs <<'END'
import { chromium } from 'playwright-core';
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
const folded = '<details><summary id="folded">folded</summary><p>more</p></details>';
const cases = {
  'reading-flow': ['', '<div><button id="inside">inside</button></div>'],
  'reading-flow, tabindex=-1': ['tabindex="-1"', '<div><button id="inside">inside</button></div>'],
  'details': ['', folded],
  'details in a div': ['', `<div>${folded}</div>`],
};
for (const [name, [attribute, content]] of Object.entries(cases)) {
  await page.setContent(`<!doctype html><html lang="en"><title>Order</title><button id="before">before</button>
    <div ${attribute} style="display:flex;reading-flow:flex-visual">${content}</div><button id="after">after</button></html>`);
  const met = [];
  while (met.length < 6 && met.at(-1) !== 'after') {
    await page.keyboard.press('Tab');
    met.push(await page.evaluate(() => document.activeElement.id));
  }
  console.log(`${name}: ${met.join(' ')}`);
}
await browser.close();
END
seen=$(node look.mjs)
printf '%s\n' "$seen"
[ "$seen" = 'reading-flow: before inside after
reading-flow, tabindex=-1: before after
details: before after
details in a div: before folded after' ]
