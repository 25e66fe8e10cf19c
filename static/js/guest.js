// Whoever is in a group for one session only reads what was taken home the last time, and has no way to where it was made: its links
// become plain words, also after the stream has sent the list again.
export function start() {
  const taken = document.body.classList.contains('guest') && document.getElementById('taken-home');
  if (!taken) return;
  const plain = () => taken.parentElement.querySelectorAll('#taken-home a[href]').forEach((link) => link.removeAttribute('href'));
  plain();
  new MutationObserver(plain).observe(taken.parentElement, { childList: true, subtree: true, attributeFilter: ['href'] });
}
