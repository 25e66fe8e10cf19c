// [data-theme-choice]: a form whose buttons choose the colours of this browser. The page changes at once and stays as it is; the server
// keeps the choice in a cookie.
export function start() {
  for (const form of document.querySelectorAll('[data-theme-choice]')) {
    form.addEventListener('submit', (event) => {
      const button = event.submitter;
      if (!button) return;
      event.preventDefault();
      show(form, button.value);
      const body = new URLSearchParams(new FormData(form, button));
      fetch(form.action, { method: 'POST', body, redirect: 'manual', keepalive: true }).catch(() => {});
    });
  }
}

function show(form, theme) {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  document.querySelector('meta[name=color-scheme]').content = theme === 'system' ? 'light dark' : theme;
  for (const button of form.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.value === theme));
}
