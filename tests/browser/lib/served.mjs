// Stores the pages that the tests visit, as the server sent them; nu.mjs has them checked, all at once.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const SERVED = fileURLToPath(new URL('../out/served/', import.meta.url));

// One of each shape is enough: the same elements with the same attributes in the same order.
const shapeOf = (html) =>
  createHash('sha256')
    .update(html.replaceAll(/"[^"]*"|>[^<]*/g, ''))
    .digest('hex');

// The page that this person has just loaded.
export async function keep(person) {
  const reply = person.served;
  person.served = undefined;
  if (!reply?.headers()['content-type']?.startsWith('text/html') || new URL(reply.url()).origin !== person.app.origin) return;
  const html = await reply.text();
  const path = new URL(reply.url()).pathname.replaceAll(/[0-9a-f]{8}[0-9a-f-]{24,}/g, 'ID').replaceAll('/', '_');
  mkdirSync(SERVED, { recursive: true });
  writeFileSync(`${SERVED}${person.language}${path.slice(0, 120)}.${shapeOf(html).slice(0, 12)}.html`, html);
}
