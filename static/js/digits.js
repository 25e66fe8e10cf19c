// The digits of the page's language.
const PERSIAN = '۰۱۲۳۴۵۶۷۸۹';

export const digits = (text) => (document.documentElement.lang.startsWith('fa') ? text.replace(/\d/g, (digit) => PERSIAN[digit]) : text);
