// [data-print]: a hidden button that prints the page; it appears, since a script is here to do it.
export function start() {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}
