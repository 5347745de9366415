// A customer's credit, orders and timelines, each a component of the service that it belongs to.
import { api } from './api.js';
import { place } from './components.js';
import { el } from './elements.js';
import { config, user } from './session.js';

export async function customer(customerId) {
  const { is } = user();
  const [credit, timeline, orders] = await Promise.all([
    place('millrace-credit', { api, customerId }),
    place('millrace-timeline', { api, traceUrl: (await config()).traceUrl }),
    place('millrace-orders', {
      api, customerId, mayOrder: is('customer') || is('clerk'), maySeeSagas: is('clerk') || is('admin') }),
  ]);
  orders.addEventListener('order-selected', event => { timeline.order = event.detail; });
  orders.addEventListener('order-changed', event => {
    timeline.order = event.detail;
    credit.refresh?.();
  });
  return [orders, el('div', { class: 'stack' }, credit, timeline)];
}
