// [data-copy="#element"] copies that element's value or text and then shows its own confirmation (data-when="copied").
import { show } from './states.js';
import { say } from './say.js';

export function start() {
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]');
    const source = button && document.querySelector(button.dataset.copy);
    if (!source) return;
    await copy(source);
    show(button, 'copied');
    say(button.querySelector('[data-when=copied]')?.textContent);
    setTimeout(() => show(button, 'ready'), 3_000);
  });
}

async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  } catch {
    // Without permission the script selects the text, so that the person can copy it by keyboard.
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
  }
}
