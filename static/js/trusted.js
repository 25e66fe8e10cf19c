// htmx under our content security policy. The browser accepts text as HTML only through a policy named "hamdel": this one lets HTML
// through (it comes from our own server, and templates escape what people wrote) and refuses scripts. Every module imports htmx from
// here, so that none can use it before the policy is in place.
import htmx from '../npm/htmx.org/dist/htmx.esm.min.js';

const refuse = () => {
  throw new TypeError('Hamdel never runs a script out of a text');
};
const rules = { createHTML: (html) => html, createScript: refuse, createScriptURL: refuse };
const policy = window.trustedTypes ? window.trustedTypes.createPolicy('hamdel', rules) : rules;

// A page of our own, parsed.
export const parsed = (html) => new DOMParser().parseFromString(policy.createHTML(html), 'text/html');

htmx.registerExtension('hamdel-trusted', { init: (api) => api.initSecurity(policy) });
// Links and forms change pages, so the browser itself handles Back.
htmx.config.history = false;

export default htmx;
