import { attempt, el } from './elements.js';
import { logIn } from './session.js';

export function show() {
  return [el('section', { class: 'wide' },
    el('h2', {}, 'Follow an order'),
    el('p', {}, 'Log in, place an order, and see it pass from the order service through the transactional outbox, ',
      'the database log and Kafka to the customer’s credit and back.'),
    el('p', {}, el('button', { class: 'primary', onclick: () => attempt(logIn) }, 'Log in')))];
}
