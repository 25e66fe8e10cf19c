// The page holds the words for all states, so that the server translates them: [data-when="…"] is shown in that state only.

export function show(element, state) {
  if (element.dataset.state !== state) element.dataset.state = state;
  for (const words of element.querySelectorAll('[data-when]')) {
    words.hidden = words.dataset.when !== state;
  }
}
