// With DATABASE_URL, each house gets a database of its own on that server; without, the house keeps its own PostgreSQL.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';

export function freshDatabase() {
  const server = process.env.DATABASE_URL;
  if (!server) return { url: undefined, drop: () => {} };
  const name = `browser_${randomUUID().replaceAll('-', '')}`;
  // Not from template1, which other checks may be filling just then.
  sql(server, `create database ${name} template template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => sql(server, `drop database if exists ${name} with (force)`) };
}

function sql(server, statement) {
  execFileSync(psql(), ['-X', '-q', '-v', 'ON_ERROR_STOP=1', server, '-c', statement]);
}

// Debian keeps a program of each version in its own folder, and only a wrapper (in another package) on the path.
function psql() {
  const homes = '/usr/lib/postgresql';
  try {
    const newest = readdirSync(homes).sort((a, b) => b - a)[0];
    if (newest) return `${homes}/${newest}/bin/psql`;
  } catch {
    // Not Debian: then it is on the path.
  }
  return 'psql';
}
