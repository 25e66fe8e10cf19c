// The server under test: the built program on a port and data directory of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshDatabase } from './database.mjs';

const PROGRAM = resolve(process.env.HAMDEL_BIN ?? fileURLToPath(new URL('../../../target/debug/hamdel', import.meta.url)));

export class App {
  // `demo` fills it with the demo practice; without it, the program prints the link that sets a practice up. With a `time`, the test
  // holds its clock.
  static async open({ demo = false, time } = {}) {
    const app = new App();
    app.data = mkdtempSync(join(tmpdir(), 'hamdel-browser-'));
    // PostgreSQL may run as another account and must be able to reach its own folder.
    chmodSync(app.data, 0o755);
    app.clock = time?.keepIn(join(app.data, 'clock'));
    app.database = freshDatabase();
    app.port = await freePort();
    app.origin = `http://localhost:${app.port}`;
    app.elsewhere = await neutralSite();
    await app.start(demo ? 'demo' : 'serve');
    return app;
  }

  async start(command = 'serve') {
    this.said = '';
    this.log = '';
    const { port } = this.elsewhere.address();
    const env = {
      PATH: process.env.PATH,
      HAMDEL_DATA: this.data,
      HAMDEL_LISTEN: `127.0.0.1:${this.port}`,
      HAMDEL_QUICK_EXIT: `http://localhost:${port}/`,
      ...(this.clock && { HAMDEL_CLOCK: this.clock }),
      ...(this.database.url && { DATABASE_URL: this.database.url }),
      ...(process.env.HAMDEL_PG_BIN && { HAMDEL_PG_BIN: process.env.HAMDEL_PG_BIN }),
      ...(process.env.HAMDEL_STATIC && { HAMDEL_STATIC: process.env.HAMDEL_STATIC }),
    };
    this.process = spawn(PROGRAM, [command], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout.on('data', (text) => (this.said += text));
    this.process.stderr.on('data', (text) => (this.log = (this.log + text).slice(-20_000)));
    await this.answers();
  }

  async answers() {
    const end = Date.now() + 60_000;
    while (Date.now() < end) {
      if (this.process.exitCode !== null) throw new Error(`the program ended: ${this.log}`);
      const reply = await fetch(`${this.origin}/readyz`).catch(() => undefined);
      if (reply?.ok) return;
      await new Promise((wait) => setTimeout(wait, 50));
    }
    throw new Error(`the program does not answer: ${this.log}`);
  }

  // The links that it printed: one (for setup), or one for each role of the demo, in that order.
  links() {
    return [...this.said.matchAll(/http:\/\/localhost:\d+\/[\w/-]+/g)].map(([link]) => link);
  }

  // Kills the process without a warning, as a power cut would.
  async kill() {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }

  async close() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      await ended;
    }
    this.elsewhere.closeAllConnections();
    this.elsewhere.close();
    this.database.drop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

// The target of the quick exit: another site, which records the headers of each visit.
async function neutralSite() {
  const site = createHttp((request, reply) => {
    if (request.url === '/') site.visits.push(request.headers);
    // Other sites take time to answer; meanwhile nothing may lead the person back.
    setTimeout(
      () =>
        reply
          .writeHead(200, { 'Content-Type': 'text/html' })
          .end('<!doctype html><html lang="en"><title>Weather</title><link rel="icon" href="data:,"><h1>Weather</h1></html>'),
      1_500,
    );
  });
  site.visits = [];
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  return site;
}
