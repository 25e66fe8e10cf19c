// Leads a session of the demo through its seven stages and takes a picture of console and phone in each. The clock is held, so that
// the pictures come out the same each time.
import { bringUp } from './charter.mjs';
import { begin, connected, log, showsEnd } from './live.mjs';
import { read } from './pages.mjs';
import { until } from './until.mjs';
import { goesTo } from './work.mjs';

// Which screens of a stage are taken, in which language and in which theme.
const LOOKS = {
  arrive: { console: ['fa', 'light'], phone: ['fa', 'dark'] },
  open: { console: ['en', 'light'], phone: ['en', 'light'], wall: ['fa', 'light'] },
  round: { console: ['en', 'light'], phone: ['fa', 'light'] },
  explore: { console: ['fa', 'dark'], phone: ['en', 'dark'] },
  brainstorm: { console: ['fa', 'light'], phone: ['en', 'light'], wall: ['fa', 'dark'] },
  weigh: { console: ['en', 'dark'], phone: ['fa', 'dark'] },
  close: { console: ['fa', 'light'], phone: ['en', 'light'] },
};
const MINUTES = { arrive: 6, open: 7, round: 1, explore: 9, brainstorm: 2, weigh: 8, close: 4 };
const TURNS = [
  ['1', 185],
  ['2', 140],
  ['3', 120],
  ['4', 75],
  [' ', 40],
  ['1', 90],
  ['2', 60],
  ['5', 72],
];
const IDEAS = [
  ['3', 'Ask for one evening, not for help'],
  ['1', 'در خانه کلمه‌ای قرار بگذاریم که یعنی «ده دقیقه لازم دارم»'],
  ['4', 'پیش از تماس، جمله‌مان را روی کاغذ بنویسیم'],
  ['6', 'هر شب پنج دقیقه با خواهرم قدم بزنم'],
];

const EVERY = ['console', 'phone', 'wall'].flatMap((screen) => ['fa', 'en'].map((language) => [screen, [language, 'light']]));

// With `every`, all three screens in both languages.
export async function gallery({ people, group, time, take, every = false }) {
  const { facilitator, member, visitor } = people;
  const live = await start(people, group);
  const wall = await openWall(facilitator, live);
  for (const [stage, looks] of Object.entries(LOOKS)) {
    if (stage !== 'arrive') await goesTo(facilitator, stage, [member]);
    await ACTS[stage]?.({ facilitator, member, time, live });
    await time.pass(MINUTES[stage] * 60);
    for (const [screen, [language, light]] of every ? EVERY : Object.entries(looks)) {
      const person = { console: facilitator, phone: member, wall: visitor }[screen];
      await take({
        person,
        path: screen === 'wall' ? wall : live,
        language,
        light,
        name: `${stage}-${screen}-${language}`,
        ready: READY[`${stage}-${screen}`],
      });
    }
    for (const person of [facilitator, member]) await back(person, live);
  }
}

async function back(person, live) {
  await person.page.goto(live);
  await connected(person);
}

// Ends the demo's session in progress and begins the next one.
async function start({ facilitator, member }, group) {
  const { page } = facilitator;
  const sessions = async () => {
    await page.goto(group);
    return page.$$eval('a[href^="/sessions/"]', (links) => [
      ...new Set(links.map((link) => link.getAttribute('href').replace(/\/live$/, ''))),
    ]);
  };
  for (const act of ['end', 'start']) {
    for (const path of await sessions()) {
      await page.goto(path);
      const running = await page.locator('.hero a[href$="/live"]').count();
      if (act === 'end' && running) {
        await page.goto(`${path}/live`);
        await showsEnd(facilitator);
        await page.click('#end-session');
        await facilitator.press('form[action$="/end"] button');
      } else if (act === 'start' && (await page.locator('form[action$="/start"]').count())) {
        await facilitator.press('form[action$="/start"] button');
        await member.page.goto(path);
        await member.press('a[href$="/live"]');
        await member.press('form[action$="/attendance"] button');
        await back(facilitator, `${path}/live`);
        for (let left = 4; left > 0; left -= 1) await here(facilitator);
        return `${path}/live`;
      }
    }
  }
  throw new Error('the demo has no session to start');
}

async function here({ page }) {
  const expected = page.locator('#roll li.expected');
  const before = await expected.count();
  await expected.first().locator('> form button').click();
  await until(async () => (await expected.count()) < before, 'a member is here');
}

async function openWall(facilitator, live) {
  await facilitator.page.click('.rail a[href="#wall"]');
  await facilitator.page.click('#wall form[action$="/wall"] button');
  await facilitator.page.waitForSelector('#link', { state: 'attached' });
  const wall = new URL(await facilitator.page.inputValue('#link')).pathname;
  await back(facilitator, live);
  return wall;
}

// What happens in a stage before its pictures are taken.
const ACTS = {
  open: async ({ facilitator, member }) => {
    await bringUp(facilitator, 3);
    await until(() => member.page.isVisible('#charter .large'), 'all look at it');
  },
  round: async ({ facilitator, member, time }) => {
    await bringUp(facilitator, 'nothing');
    await facilitator.page.click('.rail a[href="#people"]');
    await here(facilitator);
    await facilitator.page.click('#people .tool-close');
    await until(() => facilitator.page.isVisible('#round-end'), 'a round has begun with its stage');
    for (const [key, seconds] of TURNS) {
      await facilitator.page.keyboard.press(key === ' ' ? 'Space' : `Digit${key}`);
      await time.pass(seconds);
    }
    await member.page.click('#hand-up button');
    await facilitator.page.click('.rail a[href="#kind-word"]');
    await facilitator.page.selectOption('#behalf-whose', { index: 5 });
    await facilitator.page.click('#behalf button[value=new]');
    await until(async () => (await facilitator.page.locator('.hands > li').count()) === 2, 'two hands are up');
  },
  explore: async ({ facilitator, member }) => {
    await facilitator.page.keyboard.press('Space');
    await member.page.click('#hand-down button');
    await until(async () => (await facilitator.page.locator('.hands > li').count()) === 1, 'her hand is down');
  },
  brainstorm: async ({ facilitator, time, live }) => {
    await begin(facilitator, 'چطور کمک بخواهیم، بی‌آنکه حس کنیم سربار دیگرانیم؟', 'aloud-named');
    await back(facilitator, live);
    await facilitator.page.focus('#idea');
    for (const [key, words] of IDEAS) {
      await log(facilitator, words, key);
      await time.pass(20);
    }
  },
};

// What is done on the page that is taken.
const READY = {
  'arrive-phone': async ({ page }) => page.click('#mood .at-6'),
};

export const inLanguage = async (person, language) => {
  await person.page.goto('/');
  if (await person.page.locator('form[action="/language"]').count()) await read(person, language);
};
