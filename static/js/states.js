// Words for a state are all in the page, so that the server translates them: [data-when="…"] shows in that state only.

export function show(element, state) {
  if (element.dataset.state !== state) element.dataset.state = state;
  for (const words of element.querySelectorAll('[data-when]')) {
    words.hidden = words.dataset.when !== state;
  }
}
