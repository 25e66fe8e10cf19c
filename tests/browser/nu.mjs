// Sends every page that the tests have visited (lib/served.mjs) to the Nu HTML checker, in one run; with --clear it empties the
// folder before the tests.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { SERVED } from './lib/served.mjs';

// Deliberate exceptions: htmx's attributes, an attribute of SVG 2 that the checker does not know, and regions that are empty and
// hidden until the stream fills them.
const MEANT = 'Attribute “(hx-[^”]*|pathLength)” not allowed.*|Section lacks heading.*';

if (process.argv.includes('--clear')) {
  rmSync(SERVED, { recursive: true, force: true });
} else {
  const pages = readdirSync(SERVED).length;
  const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
  const ran = spawnSync('java', ['-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', '--filterpattern', MEANT, SERVED], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (ran.status !== 0) throw new Error(`the checker did not run: ${ran.error ?? ran.stderr}`);
  const found = new Map();
  for (const { message, extract, url } of JSON.parse(ran.stdout).messages) found.set(`${message}\n    ${extract}`, basename(url));
  for (const [words, page] of found) console.error(`${page}: ${words}`);
  console.log(`Nu: ${pages} pages, ${found.size} findings`);
  process.exitCode = found.size > 0 ? 1 : 0;
}
