#!/usr/bin/env bash
# axe-core 4.14.1 in Chromium 156: the stricter contrast rule passes the worse text. Valid page, white behind three texts: #595959 (7:1),
# #767676 (4.5:1) and #bbbbbb (1.9:1). With color-contrast-enhanced alone, as when only the strictest rule of a kind is run, seen
# "violations: enough-aa" and "passes: enough-aaa poor": what is below the plain rule's ratio is left to the plain rule, and counts as
# passed, with its ratio in the check's data but no expectedContrastRatio. A caller of this rule alone must compare the ratio itself, as
# tests/browser/lib/looks.mjs does. Fails when the poor text is no longer among the passes. Needs node, npm and chromium (CHROMIUM names another one).
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts axe-core@4.14.1 playwright-core@1.65.1
cat >look.mjs <<'END'
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
await page.setContent(`<!doctype html><html lang="en"><title>Texts</title><body style="background:#fff"><main>
  <p id="enough-aaa" style="color:#595959">A walk by the river</p><p id="enough-aa" style="color:#767676">A walk by the river</p>
  <p id="poor" style="color:#bbb">A walk by the river</p></main></body></html>`);
await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
const found = await page.evaluate(async () => {
  const run = await window.axe.run(document, { runOnly: { type: 'rule', values: ['color-contrast-enhanced'] }, elementRef: true });
  return ['violations', 'passes'].map((kind) => `${kind}: ${run[kind].flatMap(({ nodes }) => nodes.map(({ element }) => element.id)).join(' ')}`);
});
console.log(found.join('\n'));
await browser.close();
END
seen=$(node look.mjs)
printf '%s\n' "$seen"
[ "$seen" = $'violations: enough-aa\npasses: enough-aaa poor' ]
