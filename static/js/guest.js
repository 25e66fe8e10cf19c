// A guest of one session only reads the commitments of the last session and has no access to the pages where they were made. Their
// links become plain text, also after the stream has sent the list again.
export function start() {
  const taken = document.body.classList.contains('guest') && document.getElementById('taken-home');
  if (!taken) return;
  const plain = () => taken.parentElement.querySelectorAll('#taken-home a[href]').forEach((link) => link.removeAttribute('href'));
  plain();
  new MutationObserver(plain).observe(taken.parentElement, { childList: true, subtree: true, attributeFilter: ['href'] });
}
