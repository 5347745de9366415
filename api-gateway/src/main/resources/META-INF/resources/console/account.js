// A customer's own account. A user without a customer record registers first.
import { api } from './api.js';
import { customer } from './customer.js';
import { attempt, el } from './elements.js';

export async function show() {
  const [own] = (await api.get('/customers?limit=1')).items;
  return own ? customer(own.id) : [registration()];
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
