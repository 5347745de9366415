// Creates the web components that the services provide. A message replaces a component that cannot be loaded.
import { el } from './elements.js';

const COMPONENTS = {
  'millrace-orders': '/ui/order-service/orders.js',
  'millrace-credit': '/ui/customer-service/credit.js',
  'millrace-timeline': '/ui/order-history-service/timeline.js',
};

export async function place(name, properties) {
  const service = COMPONENTS[name].split('/')[2];
  try {
    await import(COMPONENTS[name]);
  } catch {
    return el('section', { class: 'missing', 'data-missing': service },
      `This part comes from ${service}, which is not available now. Reload the page later.`);
  }
  return Object.assign(document.createElement(name), properties);
}
