// [data-open="#dialog"] opens a <dialog>; the browser closes it (<form method=dialog>, Escape).

export function start() {
  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-open]');
    if (opener) document.querySelector(opener.dataset.open)?.showModal();
  });
}
