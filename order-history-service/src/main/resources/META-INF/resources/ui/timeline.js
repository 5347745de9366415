// <millrace-timeline>: shows an order's events with the time between them.
// Properties: api (get), order (id and version, may be set again), traceUrl (with {traceId}; may be null).
class Timeline extends HTMLElement {
  #order;

  set order(order) {
    this.#order = order;
    this.#load(order);
  }

  connectedCallback() {
    if (!this.#order) {
      this.#fill('Choose an order to see its history.');
    }
  }

  // Waits until the view has the version that the page shows already.
  async #load(order) {
    try {
      const timeline = await this.api.get(`/orders/${order.id}/history?min-version=${order.version}`);
      if (order === this.#order) {
        this.#show(timeline);
      }
    } catch (failure) {
      if (order === this.#order) {
        this.#fill(failure.message);
      }
    }
  }

  #show({ orderId, steps }) {
    const list = document.createElement('ol');
    list.className = 'steps';
    list.append(...steps.map((step, i) => this.#step(step, i === 0 ? undefined : steps[i - 1])));
    this.#fill('', Object.assign(document.createElement('code'), { textContent: orderId }), list, ...this.#trace(steps));
  }

  #step({ at, type, state, cause }, previous) {
    const elapsed = previous ? ` +${Date.parse(at) - Date.parse(previous.at)} ms` : '';
    const item = document.createElement('li');
    item.append(
      Object.assign(document.createElement('time'), { dateTime: at, textContent: new Date(at).toLocaleTimeString() + elapsed }),
      ` ${type} `,
      Object.assign(document.createElement('span'), { className: 'state ' + state, textContent: state ?? '' }),
      cause ? Object.assign(document.createElement('span'), { className: 'muted', textContent: ` after ${cause.type}` }) : '');
    return item;
  }

  #trace(steps) {
    const id = steps.at(-1)?.traceId;
    return id && this.traceUrl
      ? [Object.assign(document.createElement('a'), { href: this.traceUrl.replace('{traceId}', id), textContent: 'Trace' })]
      : [];
  }

  #fill(text, ...nodes) {
    const section = document.createElement('section');
    section.append(Object.assign(document.createElement('h2'), { textContent: 'History' }));
    if (text) {
      section.append(Object.assign(document.createElement('p'), { className: 'muted', textContent: text }));
    }
    section.append(...nodes);
    this.replaceChildren(section);
  }
}

customElements.define('millrace-timeline', Timeline);
