// Messages between the tabs of one browser. Signing out empties every tab of that person, and so does the sign-in of another person;
// a tab that waits for its person to sign in again learns that they have ('hamdel:signed-in').
import * as queue from './queue.js';
import { close } from './stream.js';
import { owner } from './token.js';

let channel;

export function start() {
  if (!window.BroadcastChannel) return;
  channel = new BroadcastChannel('hamdel');
  channel.addEventListener('message', ({ data }) => heard(data));
  document.addEventListener('submit', (event) => event.target.matches('form[data-sign-out]') && tellSignedOut());
  if (owner()) channel.postMessage({ here: owner() });
}

export function tellSignedOut() {
  channel?.postMessage({ signedOut: owner() });
}

function heard({ here, signedOut }) {
  if (!owner()) return;
  if (signedOut === owner()) leave('/signed-out');
  else if (here === owner()) document.dispatchEvent(new CustomEvent('hamdel:signed-in'));
  else if (here) leave('/');
}

// Removes everything of the page from this tab: what it shows and what it stored.
export function empty() {
  document.title = ' ';
  document.body.replaceChildren();
  close();
  queue.wipe();
  sessionStorage.clear();
}

export function leave(address) {
  empty();
  location.replace(address);
}
