// <millrace-orders>: places, shows, revises and cancels a customer's orders, and follows those in transition.
// Properties: api (get, post, events), customerId, mayOrder, maySeeSagas.
// Events: order-changed and order-selected, detail = the order.
import { el } from './elements.js';
import { OrderCard } from './order-card.js';

const RECONNECT_MILLIS = 1000;
const SAGA_REFRESH_MILLIS = 500;

class Orders extends HTMLElement {
  #list = el('div', { class: 'orders' });
  #error = el('p', { role: 'alert', class: 'state REJECTED' });

  connectedCallback() {
    if (this.childElementCount === 0) {
      this.append(el('section', {}, el('h2', {}, 'Orders'),
        this.mayOrder ? this.#form() : undefined, this.#error, this.#list));
    }
    this.#try(async () => {
      const { items } = await this.api.get(`/orders?customerId=${this.customerId}&limit=20`);
      this.#list.replaceChildren(...items.map(order => this.#card(order).node));
      if (items.length) {
        this.#tell('order-selected', items[0]);
      }
    });
  }

  #form() {
    const form = el('form', { onsubmit: event => {
      event.preventDefault();
      const { sku, quantity, amount } = Object.fromEntries(new FormData(form));
      const since = performance.now();
      this.#try(async () => {
        const order = await this.api.post('/orders', {
          customerId: this.customerId,
          lines: [{ sku, quantity: Number(quantity), unitPrice: { amount, currency: 'EUR' } }],
        }, { 'Idempotency-Key': crypto.randomUUID() });
        this.#list.prepend(this.#card(order, since).node);
      });
    } },
    el('div', { class: 'row' },
      el('label', {}, 'Article', el('input', { name: 'sku', required: true, maxlength: 64, value: 'tea' })),
      el('label', {}, 'Quantity', el('input', { name: 'quantity', type: 'number', min: 1, value: 1, required: true })),
      el('label', {}, 'Price each (EUR)', el('input', { name: 'amount', required: true, inputmode: 'decimal', value: '12.50' })),
      el('button', { class: 'primary' }, 'Place order')));
    return form;
  }

  #card(order, since) {
    const card = new OrderCard(order, this, {
      history: shown => this.#tell('order-selected', shown),
      // Revises to the same lines with each quantity increased by one.
      revise: shown => this.#change(card, 'revise',
        { lines: shown.lines.map(line => ({ ...line, quantity: line.quantity + 1 })) }),
      cancel: () => this.#change(card, 'cancel'),
    }, since);
    if (card.isMoving) {
      this.#follow(card);
    }
    return card;
  }

  #change(card, action, body) {
    this.#try(async () => {
      card.show(await this.api.post(`/orders/${card.order.id}/${action}`, body));
      await this.#follow(card);
    });
  }

  // Until the order rests. A stream that breaks off is opened again from the last event.
  async #follow(card) {
    const timer = setInterval(() => card.showSagas(), SAGA_REFRESH_MILLIS);
    let version;
    try {
      do {
        try {
          for await (const order of this.api.events(`/orders/${card.order.id}/events`, version)) {
            version = order.version;
            card.show(order);
            this.#tell('order-changed', order);
          }
        } catch (failure) {
          if (failure.status < 500) {
            throw failure;
          }
        }
        if (card.isMoving) {
          await new Promise(resolve => { setTimeout(resolve, RECONNECT_MILLIS); });
        }
      } while (card.isMoving && this.isConnected);
    } finally {
      clearInterval(timer);
    }
  }

  #tell(name, order) {
    this.dispatchEvent(new CustomEvent(name, { detail: order }));
  }

  async #try(action) {
    this.#error.textContent = '';
    try {
      await action();
    } catch (failure) {
      this.#error.textContent = failure.message;
    }
  }
}

customElements.define('millrace-orders', Orders);
