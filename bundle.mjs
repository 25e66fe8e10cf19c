// Makes the files that pages load from static/ and the npm parts: OUT/{hash}/{name}, with the hash of the content, and the compressed
// forms of each file beside it. build.rs runs it. `npm ci --ignore-scripts && node bundle.mjs OUT` prepares a folder for
// HAMDEL_ASSETS.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const [out, sources] = [process.argv[2], process.argv[3] ?? 'static'].map((path) => resolve(path));
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
// The copy of the sources comes first. build.rs compares it with the checkout, and only a folder that holds such a copy is ever
// emptied.
if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(`${out}/sources`)) throw new Error(`${out} holds other files`);
rmSync(out, { recursive: true, force: true });
cpSync(sources, `${out}/sources`, { recursive: true });
cpSync(here('./package-lock.json'), `${out}/sources/package-lock.json`);

// The sources name npm parts as `../npm/{package}/{file}`, which a debug build serves as it is. A namespace keeps the path of their
// folder out of the hash.
const npm = {
  name: 'npm',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.\/npm\// }, ({ path }) => ({ path: path.slice(7), namespace: 'npm' }));
    onLoad({ filter: /./, namespace: 'npm' }, ({ path }) => ({ contents: readFileSync(here(`node_modules/${path}`)), loader: 'default' }));
  },
};

// Bundles these files and returns the addresses of the results, by name.
async function made(entryPoints, loader, banner) {
  const { metafile } = await build({
    entryPoints,
    banner,
    absWorkingDir: sources,
    outdir: out,
    entryNames: '[hash]/[name]',
    assetNames: '[hash]/[name]',
    publicPath: '/static/',
    bundle: true,
    format: 'esm',
    minify: true,
    loader,
    plugins: [npm],
    metafile: true,
    logLevel: 'warning',
  });
  const files = Object.keys(metafile.outputs).map((path) => resolve(sources, path));
  for (const file of files.filter((name) => !name.endsWith('.woff2'))) {
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
  return Object.fromEntries(files.map((file) => [basename(file), `/static${file.slice(out.length)}`]));
}

const copied = [
  { in: '../npm/htmx.org/LICENSE', out: 'htmx.txt' },
  { in: '../npm/@fontsource-variable/vazirmatn/LICENSE', out: 'vazirmatn.txt' },
  { in: 'icons/icons.svg', out: 'icons' },
  { in: 'icons/favicon.svg', out: 'favicon' },
];
const addresses = await made(copied, { '': 'copy', '.svg': 'copy' });
const loader = { '.svg': 'dataurl', '.woff2': 'file' };
await made(['css/main.css', 'js/main.js'], loader, {
  css: `/* Vazirmatn: ${addresses['vazirmatn.txt']} */`,
  js: `// htmx: ${addresses['htmx.txt']}`,
});
