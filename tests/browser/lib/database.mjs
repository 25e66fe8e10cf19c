// With DATABASE_URL, each server under test gets a database of its own on that PostgreSQL; without it, the server runs its own
// PostgreSQL.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';

export function freshDatabase() {
  const server = process.env.DATABASE_URL;
  if (!server) return { url: undefined, drop: () => {} };
  const name = `browser_${randomUUID().replaceAll('-', '')}`;
  // Not from template1, which other checks may be filling at the same time.
  sql(server, `create database ${name} template template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => sql(server, `drop database if exists ${name} with (force)`) };
}

function sql(server, statement) {
  execFileSync(psql(), ['-X', '-q', '-v', 'ON_ERROR_STOP=1', server, '-c', statement]);
}

// Debian keeps the programs of each version in a folder of their own, and puts only a wrapper (in another package) on the path.
function psql() {
  const homes = '/usr/lib/postgresql';
  try {
    const newest = readdirSync(homes).sort((a, b) => b - a)[0];
    if (newest) return `${homes}/${newest}/bin/psql`;
  } catch {
    // Not Debian: the program is on the path.
  }
  return 'psql';
}
