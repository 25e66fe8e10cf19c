// The page's form token. The page holds it once; streamed fragments are shared by many people and carry none, so requests by htmx
// send it as a header.
import htmx from './trusted.js';

export const token = () => meta('form-token');

// The page's owner as an opaque value: text that one person typed is never sent in another's name.
export const owner = () => meta('owner');

function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? '';
}

htmx.registerExtension('hamdel-token', {
  htmx_config_request: (_element, { ctx }) => {
    if (token()) ctx.request.headers['Form-Token'] = token();
  },
});
