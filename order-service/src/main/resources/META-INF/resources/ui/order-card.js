// One order: its state as it changes, with times, and what may be done with it. The nodes stay while the order moves,
// so that screen readers announce the state and the keyboard's focus is kept.
import { el } from './elements.js';
import './sagas.js';

export const IN_TRANSITION = ['PENDING', 'CANCEL_PENDING', 'REVISION_PENDING'];

export class OrderCard {
  #states = [];
  #since;
  #state = el('span', { 'aria-live': 'polite' });
  #lines = el('div', { class: 'muted' });
  #steps = el('ol', { class: 'steps', 'aria-label': 'States since this page shows the order' });
  #history = el('button', {}, 'History');
  #revise = el('button', {}, 'One more');
  #cancel = el('button', {}, 'Cancel');
  #sagas;
  #details = el('details', {}, el('summary', {}, 'Sagas'));

  // since: performance.now() of the request that placed the order. actions: history, revise, cancel.
  constructor(order, { api, mayOrder, maySeeSagas }, actions, since = performance.now()) {
    this.#since = since;
    this.mayOrder = mayOrder;
    this.#history.addEventListener('click', () => actions.history(this.order));
    this.#revise.addEventListener('click', () => actions.revise(this.order));
    this.#cancel.addEventListener('click', () => actions.cancel(this.order));
    if (maySeeSagas) {
      this.#sagas = Object.assign(document.createElement('millrace-sagas'), { api, orderId: order.id });
      this.#details.append(this.#sagas);
      this.#details.addEventListener('toggle', () => this.showSagas());
    }
    this.node = el('article', { class: 'card', 'data-order': order.id, 'aria-label': `Order ${order.id}` },
      this.#state, this.#lines, this.#steps, this.#sagas ? this.#details : undefined,
      el('div', { class: 'row' }, this.#history, this.#revise, this.#cancel));
    this.show(order);
  }

  show(order) {
    this.order = order;
    if (this.#states.at(-1) !== order.state) {
      this.#states.push(order.state);
      this.#steps.append(el('li', {}, order.state, ' ',
        el('time', {}, `+${Math.round(performance.now() - this.#since)} ms`)));
    }
    this.#steps.hidden = this.#states.length < 2;
    this.#state.replaceChildren(el('span', { class: 'state ' + order.state }, order.state),
      ` ${order.total.amount} ${order.total.currency} ${order.rejectionReason ?? ''}`);
    this.#lines.textContent = order.lines.map(line => `${line.quantity} × ${line.sku}`).join(', ');
    this.#offer(this.#revise, order.state === 'APPROVED');
    this.#offer(this.#cancel, order.state === 'APPROVED' || order.state === 'PENDING');
    this.node.setAttribute('aria-busy', String(this.isMoving));
    this.#details.open ||= this.isMoving && this.#states.length > 1 && this.#sagas !== undefined;
    this.showSagas();
  }

  get isMoving() {
    return IN_TRANSITION.includes(this.order.state);
  }

  // A saga's steps change without a change of the order's state.
  showSagas() {
    if (this.#details.open) {
      this.#sagas.refresh();
    }
  }

  #offer(button, possible) {
    if (!(possible && this.mayOrder) && document.activeElement === button) {
      this.#history.focus();
    }
    button.hidden = !(possible && this.mayOrder);
  }
}
