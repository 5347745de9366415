// Places the services' own web components. A service that is away leaves its place with a message.
import { api } from './api.js';
import { el } from './elements.js';

const COMPONENTS = {
  'millrace-orders': '/ui/order-service/orders.js',
  'millrace-credit': '/ui/customer-service/credit.js',
  'millrace-timeline': '/ui/order-history-service/timeline.js',
};

export async function place(name, properties) {
  try {
    await import(COMPONENTS[name]);
  } catch {
    const service = COMPONENTS[name].split('/')[2];
    return el('section', { class: 'missing', 'data-missing': service },
      `This part comes from ${service}, which is not available. Reload the page later.`);
  }
  return Object.assign(document.createElement(name), { api }, properties);
}
