// <millrace-timeline>: shows an order's timeline. Properties: api (get), orderId (may be set later).
class Timeline extends HTMLElement {
  #orderId;

  set orderId(id) {
    this.#orderId = id;
    this.#load();
  }

  connectedCallback() {
    if (!this.#orderId) {
      this.replaceChildren(this.#section('Choose an order to see its history.'));
    }
  }

  async #load() {
    const id = this.#orderId;
    try {
      const timeline = await this.api.get(`/orders/${id}/history`);
      if (id === this.#orderId) {
        this.#show(timeline);
      }
    } catch (failure) {
      this.replaceChildren(this.#section(failure.message));
    }
  }

  #show(timeline) {
    const list = document.createElement('ol');
    list.className = 'steps';
    for (const step of timeline.steps) {
      const item = document.createElement('li');
      const at = Object.assign(document.createElement('time'), { dateTime: step.at, textContent: new Date(step.at).toLocaleTimeString() });
      item.append(at, ` ${step.type} `, Object.assign(document.createElement('span'), { className: 'state ' + step.state, textContent: step.state ?? '' }));
      list.append(item);
    }
    const section = this.#section('');
    section.append(Object.assign(document.createElement('code'), { textContent: this.#orderId }), list);
    this.replaceChildren(section);
  }

  #section(text) {
    const section = document.createElement('section');
    section.append(Object.assign(document.createElement('h2'), { textContent: 'History' }),
      Object.assign(document.createElement('p'), { className: 'muted', textContent: text }));
    return section;
  }
}

customElements.define('millrace-timeline', Timeline);
