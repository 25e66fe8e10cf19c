// Actions and checks on the live pages.
import { until } from './until.mjs';
import { goesTo } from './work.mjs';

export const ideasOf = ({ page }) =>
  page.$$eval('#ideas > li:not(.pending)', (items) =>
    items.map((item) => ({ id: item.id, number: Number(item.dataset.seq), text: item.querySelector('.text').textContent.trim() })),
  );

export const textsOf = async (person) => (await ideasOf(person)).map(({ text }) => text);

// The states of the entries that this browser still keeps: sending, waiting or refused.
export const pendingOf = ({ page }) => page.$$eval('[data-pending]:not(template)', (copies) => copies.map((copy) => copy.dataset.state));

export const stateOf = ({ page }) => page.getAttribute('[data-connection]', 'data-state');

export const outboxOf = ({ page }) =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('hamdel:outbox') ?? '[]').map(({ fields }) => Object.fromEntries(fields).text));

export async function connected(...people) {
  for (const person of people) await until(async () => (await stateOf(person)) === 'connected', 'connected');
}

// Goes offline. An idea that was sent while the network was being switched off would be one more idea on every screen.
export async function goOffline({ context, page }) {
  await context.setOffline(true);
  await until(
    () =>
      page.evaluate(() =>
        fetch('/healthz', { cache: 'no-store' }).then(
          () => false,
          () => true,
        ),
      ),
    'nothing is reached',
  );
}

// On a phone, by the button; the field is free again at once.
export async function share(person, words) {
  await person.page.fill('#idea', words);
  await person.page.click('#compose button.primary');
}

// At the console, by keys alone: the author by the key of a seat, then the words, then Enter.
export async function log({ page }, words, seatKey) {
  if (seatKey) await page.keyboard.press(`Alt+Digit${seatKey}`);
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

// The kind is aloud-named, quiet-named or quiet-nameless. A board is begun in *brainstorm*.
export async function begin(person, question, kind) {
  if (!(await person.page.isVisible('#question'))) await goesTo(person, 'brainstorm', [person]);
  await person.page.fill('#question', question);
  await person.page.check(`input[name=kind][value=${kind}]`);
  await person.page.click('#begin .acts button');
  await until(() => person.page.isVisible('#compose'), 'the board is there');
}

// Every screen shows the same ideas, each once, in the same order.
export async function allSee(people, count) {
  const seen = async () => Promise.all(people.map(async (person) => JSON.stringify(await ideasOf(person))));
  await until(async () => {
    const lists = await seen();
    const first = JSON.parse(lists[0]);
    return first.length === count && new Set(first.map(({ id }) => id)).size === count && new Set(lists).size === 1;
  }, `all see the same ${count}`);
}

// Ends the session from any stage: in *close* the form stands in the working area, before that the other ways lead to it.
export async function ends(person) {
  await showsEnd(person);
  await person.page.click('#end-session');
  await person.page.click('form[action$="/end"] button');
}

export async function showsEnd({ page }) {
  if (await page.isVisible('#end-session')) return;
  await page.click('#arc-others > summary');
  await page.click('#arc-others a[href="#ending"]');
  await page.waitForSelector('#end-session');
}
