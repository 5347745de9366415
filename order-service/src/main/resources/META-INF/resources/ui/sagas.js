// <millrace-sagas>: shows the orchestrated sagas of an order, newest first, with their steps and times.
// Properties: api (get), orderId. Method: refresh().
import { el } from './elements.js';

class Sagas extends HTMLElement {
  async refresh() {
    try {
      const { items } = await this.api.get(`/orders/${this.orderId}/sagas`);
      this.replaceChildren(...(items.length
        ? items.map(saga => this.#saga(saga)) : [el('p', { class: 'muted' }, 'Neither revised nor cancelled.')]));
    } catch (failure) {
      this.replaceChildren(el('p', { class: 'muted' }, failure.message));
    }
  }

  #saga({ id, type, state, reason, startedAt, steps }) {
    const begun = Date.parse(startedAt);
    return el('div', { 'data-saga': id },
      el('h3', {}, `Saga ${type} `, el('span', { class: 'state ' + state }, state), reason ? ` ${reason}` : ''),
      el('ol', { class: 'steps', 'aria-label': `Steps of ${type}` }, steps.map(step => this.#step(step, begun))));
  }

  #step({ name, compensation, state, attempts, startedAt, endedAt, error }, begun) {
    const after = instant => `+${Date.parse(instant) - begun} ms`;
    return el('li', {},
      el('time', {}, endedAt ? `${after(startedAt)} to ${after(endedAt)}` : after(startedAt)),
      ` ${compensation ? 'undo ' : ''}${name} `, el('span', { class: 'state ' + state }, state),
      attempts > 1 ? ` ${attempts} attempts` : '', error ? ` ${error}` : '');
  }
}

customElements.define('millrace-sagas', Sagas);
