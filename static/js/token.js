// The page's form token. It stands in the page once; streamed fragments are shared by many people and carry none, so
// requests made by htmx take it along as a header.
import htmx from './trusted.js';

export const token = () => meta('form-token');

// Whose page this is, as something opaque: what one person typed is never sent in another's name.
export const owner = () => meta('owner');

function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? '';
}

htmx.registerExtension('hamdel-token', {
  htmx_config_request: (_element, { ctx }) => {
    if (token()) ctx.request.headers['Form-Token'] = token();
  },
});
