// All orders, for clerks and admins: search by text and state. A row opens its customer, live or as a page.
import { api, fragments } from './api.js';
import { customer } from './customer.js';
import { attempt, el, table, time } from './elements.js';

const STATES = ['PENDING', 'APPROVED', 'REJECTED', 'CANCEL_PENDING', 'CANCELLED', 'REVISION_PENDING'];

export async function show() {
  const results = el('div');
  const opened = el('div', { class: 'wide columns' });
  const form = el('form', { class: 'row', role: 'search', onsubmit: event => {
    event.preventDefault();
    attempt(find);
  } },
  el('label', {}, 'Customer, article or order', el('input', { name: 'q', maxlength: 200 })),
  el('label', {}, 'State', el('select', { name: 'state' }, el('option', { value: '' }, 'any'),
    STATES.map(state => el('option', {}, state)))),
  el('button', { class: 'primary' }, 'Search'));

  const open = load => attempt(async () => {
    opened.replaceChildren(...await load());
    opened.scrollIntoView({ block: 'nearest' });
  });

  async function find() {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const { items } = await api.get('/order-history?limit=50&' + query);
    const rows = items.map(order => [
      time(order.createdAt), el('code', {}, order.orderId),
      el('button', { onclick: () => open(() => customer(order.customerId)) }, order.customerName ?? order.customerId),
      el('button', { onclick: () => open(() => fragments('/web/customers/' + order.customerId)) }, 'Page'),
      el('span', { class: 'state ' + order.state }, order.state),
      order.total ? `${order.total.amount} ${order.total.currency}` : '']);
    results.replaceChildren(rows.length
      ? table('Orders', ['Placed', 'Order', 'Customer', 'Customer’s page', 'State', 'Total'], rows)
      : el('p', { class: 'muted' }, 'No order matches the search.'));
  }

  await find();
  return [el('section', { class: 'wide' }, el('h2', {}, 'Orders'), form, results), opened];
}
