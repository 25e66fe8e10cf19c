// Measures what one new item costs a phone with the largest promised board open: 120 ideas with eight points each. Prints the longest
// task of the browser's own trace, beside a bare page on which the same list grows by one line. bin/bench board starts it.
import { launch } from './lib/browser.mjs';
import { App } from './lib/app.mjs';
import { begin, connected } from './lib/live.mjs';
import { Person, PHONE } from './lib/person.mjs';
import { makeGroup, schedule } from './lib/practice.mjs';
import { until } from './lib/until.mjs';
import { goesTo, nextPhase } from './lib/work.mjs';

const [IDEAS, POINTS, TIMES] = [120, 8, 12];
// The slowdown factor for a phone, compared with this machine.
const SLOWER = [1, 4];
const WORDS = 'هر شب پنج دقیقه با خواهرم قدم می‌زنم و پیش از خواب یک جمله روی کاغذ می‌نویسم که فردا از کسی مشخص کمک بخواهم'.split(' ');
const line = (seed) => Array.from({ length: 7 }, (_, n) => WORDS[(seed * 7 + n * ((seed % 5) + 3)) % WORDS.length]).join(' ');

const [browser, app] = await Promise.all([launch(), App.open()]);
try {
  const [mina, maryam, reza, kian] = await Promise.all(
    [{}, ...Array(3).fill({ screen: PHONE })].map((more) => Person.open(browser, app, more)),
  );
  for (const person of [mina, maryam, reza, kian]) person.hurries = true;
  const members = [
    [maryam, 'مریم'],
    [reza, 'رضا'],
    [kian, 'کیان'],
  ];
  const group = await makeGroup(mina, app.links()[0], { name: 'حلقهٔ دوشنبه', members });
  const session = await schedule(mina, group, { day: 29, month: 12, year: 1405, time: '۱۸:۳۰', minutes: '۹۰' });
  await mina.press('form[action$="/start"] button');
  for (const person of [maryam, reza]) {
    await person.goTo('/');
    await person.press('form[action$="/attendance"] button');
  }
  await mina.goTo(`${session}/live`);
  await connected(mina, maryam, reza);
  await goesTo(mina, 'brainstorm', [maryam]);
  await begin(mina, 'چطور کمک بخواهیم؟', 'aloud-named');
  const board = await maryam.page.getAttribute('#compose form[action*="/brainstorms/"], form#compose', 'action');
  const path = board.replace(/\/ideas$/, '');
  const ideas = await send(
    reza,
    `${path}/ideas`,
    Array.from({ length: IDEAS }, (_, n) => ({ text: line(n) })),
  );
  await nextPhase(mina, 'tidy');
  await goesTo(mina, 'weigh', [maryam]);
  const kinds = ['benefit', 'cost', 'benefit', 'cost', 'question'];
  const point = (n) => ({ idea: ideas[n % IDEAS], kind: kinds[n % 5], text: line(n + 31), whose: '' });
  await send(
    reza,
    `${path}/points`,
    Array.from({ length: IDEAS * POINTS }, (_, n) => point(n)),
  );
  await maryam.page.reload();
  await connected(maryam);
  const count = await maryam.page.locator('#ideas ul[id^=points-] > li').count();
  console.log(
    `A phone with ${await maryam.page.locator('#ideas > li').count()} ideas and ${count} points; ${TIMES} new ones, one by one. Longest task, in ms:`,
  );
  const list = await maryam.page.locator('#ideas').evaluate((all) => all.outerHTML);
  const bare = await (await browser.newContext(PHONE)).newPage();
  await bare.setContent(`<!doctype html><html lang="fa" dir="rtl"><body>${list}</body></html>`);
  const report = async (what, slower, page, act) => {
    const longest = [];
    for (let n = 0; n < TIMES; n += 1) longest.push(await longestTask(page, slower, () => act(n)));
    longest.sort((one, other) => one - other);
    console.log(`${slower} × slower  ${what.padEnd(32)} median ${longest[TIMES >> 1].toFixed(1)}, most ${longest.at(-1).toFixed(1)}`);
  };
  const comes = (to, form) => async (n) => {
    const words = `${to} ${n} ${line(n + 3)}`;
    await send(reza, `${path}/${to}`, [{ ...form(n * 7), text: words }]);
    await maryam.page.waitForFunction((text) => document.querySelector('#ideas').textContent.includes(text), words, { polling: 200 });
  };
  const bareLine = (n) =>
    bare.evaluate(
      (words) =>
        new Promise((done) => {
          document.querySelector('#ideas').insertAdjacentHTML('beforeend', `<li><p class="text">${words}</p></li>`);
          requestAnimationFrame(() => setTimeout(done));
        }),
      line(n),
    );
  for (const slower of SLOWER) {
    await report('a new point, weighing', slower, maryam.page, comes('points', point));
    await report('reference: one bare line', slower, bare, bareLine);
  }
  await send(mina, `${path}/phase`, [{ seen: 'weigh', phase: 'gather' }], false);
  await until(() => maryam.page.isVisible('#idea'), 'the board is back at gathering');
  for (const slower of SLOWER) {
    await report(
      'a new idea, gathering',
      slower,
      maryam.page,
      comes('ideas', () => ({})),
    );
    await report('reference: one bare line', slower, bare, bareLine);
  }
} finally {
  await browser.close();
  await app.close();
}

// Sends forms as the page's own script does, one after the other. Returns their ids.
async function send({ page }, path, forms, named = true) {
  return page.evaluate(
    async ([path, forms, named]) => {
      const token = document.querySelector('input[name=token]').value;
      const ids = [];
      for (const form of forms) {
        const id = crypto.randomUUID();
        const reply = await fetch(path, {
          method: 'POST',
          headers: { 'HX-Request': 'true' },
          body: new URLSearchParams({ token, ...(named && { id }), ...form }),
        });
        if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
        ids.push(id);
      }
      return ids;
    },
    [path, forms, named],
  );
}

// The longest task of the page's main thread during `act` and the half second after it.
async function longestTask(page, slower, act) {
  const line = await page.context().newCDPSession(page);
  await line.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  await page.evaluate(() => performance.mark('hamdel-here'));
  await act();
  await new Promise((wait) => setTimeout(wait, 500));
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  await line.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await line.detach();
  // Other pages of the browser have threads of their own.
  const here = traceEvents.find(({ name }) => name === 'hamdel-here');
  const tasks = traceEvents.filter(({ name, pid, tid }) => /RunTask$/.test(name) && pid === here.pid && tid === here.tid);
  return Math.max(...tasks.map(({ dur = 0 }) => dur / 1000));
}
