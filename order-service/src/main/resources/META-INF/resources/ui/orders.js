// <millrace-orders>: places, shows, revises and cancels a customer's orders, and follows those in transition.
// Properties: api (get, post, events), customerId. Events: order-changed and order-selected, detail = order id.
const IN_TRANSITION = ['PENDING', 'CANCEL_PENDING', 'REVISION_PENDING'];

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      node.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  node.append(...children.flat().filter(child => child !== undefined));
  return node;
}

class Orders extends HTMLElement {
  #cards = new Map();
  #list = el('div', { class: 'orders' });
  #error = el('p', { role: 'alert', class: 'state REJECTED' });

  connectedCallback() {
    if (this.childElementCount === 0) {
      this.append(el('section', {}, el('h2', {}, 'Orders'), this.#form(), this.#error, this.#list));
    }
    this.#try(async () => {
      const { items } = await this.api.get(`/orders?customerId=${this.customerId}&limit=20`);
      this.#list.replaceChildren(...items.map(order => this.#card(order)));
    });
  }

  #form() {
    const form = el('form', { onsubmit: event => {
      event.preventDefault();
      const { sku, quantity, amount } = Object.fromEntries(new FormData(form));
      this.#try(async () => {
        const order = await this.api.post('/orders', {
          customerId: this.customerId,
          lines: [{ sku, quantity: Number(quantity), unitPrice: { amount, currency: 'EUR' } }],
        }, { 'Idempotency-Key': crypto.randomUUID() });
        this.#list.prepend(this.#card(order));
      });
    } },
    el('div', { class: 'row' },
      el('label', {}, 'Article', el('input', { name: 'sku', required: true, maxlength: 64, value: 'tea' })),
      el('label', {}, 'Quantity', el('input', { name: 'quantity', type: 'number', min: 1, value: 1, required: true })),
      el('label', {}, 'Price each (EUR)', el('input', { name: 'amount', required: true, inputmode: 'decimal', value: '12.50' })),
      el('button', { class: 'primary' }, 'Place order')));
    return form;
  }

  #card(order) {
    const card = el('article', { class: 'card', 'data-order': order.id });
    this.#cards.set(order.id, card);
    card.steps = [];
    this.#show(card, order);
    if (IN_TRANSITION.includes(order.state)) {
      this.#follow(card, order.id);
    }
    return card;
  }

  #show(card, order) {
    if (card.steps.at(-1)?.state !== order.state) {
      card.steps.push({ state: order.state, at: performance.now() });
    }
    const first = card.steps[0].at;
    const moving = IN_TRANSITION.includes(order.state);
    card.replaceChildren(
      el('div', {}, el('span', { class: 'state ' + order.state }, order.state), ' ',
        `${order.total.amount} ${order.total.currency} `,
        order.rejectionReason ? el('span', { class: 'muted' }, order.rejectionReason) : undefined),
      el('div', { class: 'muted' }, order.lines.map(line => `${line.quantity} × ${line.sku}`).join(', ')),
      el('ol', { class: 'steps', 'aria-label': 'States since this page shows the order' }, card.steps.map(step =>
        el('li', {}, step.state, ' ', el('time', {}, `+${Math.round(step.at - first)} ms`)))),
      el('div', { class: 'row' },
        el('button', { onclick: () => this.#tell('order-selected', order.id) }, 'History'),
        order.state === 'APPROVED' ? el('button', { onclick: () => this.#revise(card, order) }, 'One more') : undefined,
        order.state === 'APPROVED' || order.state === 'PENDING'
          ? el('button', { onclick: () => this.#change(card, order.id, 'cancel') }, 'Cancel') : undefined));
    card.setAttribute('aria-busy', String(moving));
  }

  // Revises to the same lines with each quantity increased by one.
  #revise(card, order) {
    this.#change(card, order.id, 'revise', { lines: order.lines.map(line => ({ ...line, quantity: line.quantity + 1 })) });
  }

  #change(card, id, action, body) {
    this.#try(async () => {
      this.#show(card, await this.api.post(`/orders/${id}/${action}`, body));
      this.#follow(card, id);
    });
  }

  #follow(card, id) {
    this.#try(async () => {
      for await (const order of this.api.events(`/orders/${id}/events`)) {
        this.#show(card, order);
      }
      this.#tell('order-changed', id);
    });
  }

  #tell(name, id) {
    this.dispatchEvent(new CustomEvent(name, { detail: id }));
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
