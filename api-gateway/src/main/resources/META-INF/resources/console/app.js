// The console: selects a view by the user's role and the URL's hash.
import { attempt, el, notice } from './elements.js';
import { finishLogin, logIn, logOut, user } from './session.js';
import { account, audit, search, welcome } from './views.js';

const VIEWS = {
  account: { title: 'My account', show: account, role: 'customer' },
  orders: { title: 'All orders', show: search, role: 'clerk' },
  search: { title: 'All orders', show: search, role: 'admin' },
  audit: { title: 'Audit log', show: audit, role: 'admin' },
};

let shown = 0;

async function render() {
  const current = user();
  const views = Object.entries(VIEWS).filter(([, view]) => current?.is(view.role));
  const name = views.some(([key]) => key === location.hash.slice(1)) ? location.hash.slice(1) : views[0]?.[0];
  document.getElementById('session').replaceChildren(current
    ? el('span', {}, 'Logged in as ', el('strong', {}, current.name)) : '',
  current ? el('button', { onclick: logOut }, 'Log out') : el('button', { class: 'primary', onclick: () => attempt(logIn) }, 'Log in'));
  document.getElementById('tabs').replaceChildren(...views.map(([key, view]) => el('button', {
    'aria-current': key === name ? 'page' : undefined, onclick: () => { location.hash = key; } }, view.title)));
  const turn = ++shown;
  const content = await attempt(() => (name ? VIEWS[name].show() : welcome()));
  if (turn === shown && content) {
    document.getElementById('main').replaceChildren(...content);
  }
}

addEventListener('hashchange', render);
const failed = await attempt(finishLogin);
await render();
if (failed) {
  notice(failed);
}
