import { api } from './api.js';
import { place } from './components.js';
import { attempt, el } from './elements.js';
import { logIn } from './session.js';

export function welcome() {
  return [el('section', { class: 'wide' },
    el('h2', {}, 'Watch an order move'),
    el('p', {}, 'Log in, place an order, and see it pass from the order service through the transactional outbox, ',
      'the database log and Kafka to the customer’s credit and back.'),
    el('p', {}, el('button', { class: 'primary', onclick: () => attempt(logIn) }, 'Log in')))];
}

// A customer's own account: credit, orders, timelines. A user without a customer record registers first.
export async function account() {
  const [customer] = (await api.get('/customers?limit=1')).items;
  return customer ? customerView(customer.id) : [registration()];
}

async function customerView(customerId) {
  const credit = await place('millrace-credit', { customerId });
  const timeline = await place('millrace-timeline', {});
  const orders = await place('millrace-orders', { customerId });
  orders.addEventListener('order-selected', event => { timeline.orderId = event.detail; });
  orders.addEventListener('order-changed', event => {
    credit.refresh?.();
    timeline.orderId = event.detail;
  });
  return [orders, el('div', { class: 'card' }, credit), timeline];
}

function registration() {
  const form = el('form', { onsubmit: event => {
    event.preventDefault();
    const { name, email, amount } = Object.fromEntries(new FormData(form));
    attempt(async () => {
      await api.post('/customers', { name, email, creditLimit: { amount, currency: 'EUR' } });
      dispatchEvent(new HashChangeEvent('hashchange'));
    });
  } },
  el('label', {}, 'Name', el('input', { name: 'name', required: true, maxlength: 100, autocomplete: 'name' })),
  el('label', {}, 'E-mail', el('input', { name: 'email', type: 'email', required: true, autocomplete: 'email' })),
  el('label', {}, 'Credit limit (EUR)', el('input', { name: 'amount', required: true, value: '100.00', inputmode: 'decimal' })),
  el('button', { class: 'primary' }, 'Register'));
  return el('section', {}, el('h2', {}, 'Register as a customer'), form);
}

// All orders, for clerks: search by text and state; each row opens its customer.
export async function search() {
  const results = el('div', { class: 'scroll' });
  const opened = el('div', { class: 'wide orders' });
  const form = el('form', { class: 'row', role: 'search', onsubmit: event => {
    event.preventDefault();
    attempt(find);
  } },
  el('label', {}, 'Customer, article or order', el('input', { name: 'q' })),
  el('label', {}, 'State', el('select', { name: 'state' }, el('option', { value: '' }, 'any'),
    ['PENDING', 'APPROVED', 'REJECTED', 'CANCEL_PENDING', 'CANCELLED', 'REVISION_PENDING'].map(s => el('option', {}, s)))),
  el('button', { class: 'primary' }, 'Search'));

  async function find() {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const { items } = await api.get('/order-history?limit=50&' + query);
    results.replaceChildren(table(['Placed', 'Order', 'Customer', 'State', 'Total'], items.map(order => [
      el('time', {}, new Date(order.createdAt).toLocaleString()), el('code', {}, order.orderId),
      el('button', { onclick: () => attempt(() => open(order.customerId)) }, order.customerName ?? order.customerId),
      el('span', { class: 'state ' + order.state }, order.state),
      order.total ? `${order.total.amount} ${order.total.currency}` : ''])));
  }

  async function open(customerId) {
    opened.replaceChildren(...await customerView(customerId));
  }

  await find();
  return [el('section', { class: 'wide' }, el('h2', {}, 'Orders'), form, results), opened];
}

// The audit log, for admins.
export async function audit() {
  const { items } = await api.get('/audit?limit=100');
  return [el('section', { class: 'wide' }, el('h2', {}, 'Audit log'), el('div', { class: 'scroll' },
    table(['When', 'Who', 'What', 'Aggregate', 'Request'], items.map(entry => [
      el('time', {}, new Date(entry.occurredAt).toLocaleString()), entry.subject ?? '',
      entry.action, el('code', {}, `${entry.aggregateType} ${entry.aggregateId}`),
      el('code', {}, entry.requestId ?? '')]))))];
}

function table(headings, rows) {
  return el('table', {},
    el('thead', {}, el('tr', {}, headings.map(heading => el('th', { scope: 'col' }, heading)))),
    el('tbody', {}, rows.map(cells => el('tr', {}, cells.map(cell => el('td', {}, cell))))));
}
