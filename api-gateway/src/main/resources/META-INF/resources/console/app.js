// The console: selects a view by the user's role and the URL's hash.
import { attempt, el, notice } from './elements.js';
import { finishLogin, logIn, logOut, user } from './session.js';

const VIEWS = {
  account: { title: 'My account', module: './account.js', role: 'customer' },
  orders: { title: 'All orders', module: './orders.js', role: 'clerk' },
  search: { title: 'All orders', module: './orders.js', role: 'admin' },
  operations: { title: 'Operations', module: './operations.js', role: 'admin' },
  audit: { title: 'Audit log', module: './audit.js', role: 'admin' },
};
const WELCOME = './welcome.js';

let shown = 0;

async function render() {
  const current = user();
  const views = Object.entries(VIEWS).filter(([, view]) => current?.is(view.role));
  const name = views.some(([key]) => key === location.hash.slice(1)) ? location.hash.slice(1) : views[0]?.[0];
  document.getElementById('session').replaceChildren(...(current
    ? [el('span', {}, 'Logged in as ', el('strong', {}, current.name)), el('button', { onclick: logOut }, 'Log out')]
    : [el('button', { class: 'primary', onclick: () => attempt(logIn) }, 'Log in')]));
  document.getElementById('tabs').replaceChildren(...views.map(([key, view]) => el('a', {
    href: '#' + key, 'aria-current': key === name ? 'page' : undefined }, view.title)));
  document.title = name ? `${VIEWS[name].title} – Millrace` : 'Millrace';
  const turn = ++shown;
  const content = await attempt(async () => (await import(name ? VIEWS[name].module : WELCOME)).show());
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
