// <millrace-credit>: shows a customer's credit as a bar. Properties: api (get), customerId. Method: refresh().
const CACHE_MILLIS = 1200;

class Credit extends HTMLElement {
  #again;

  connectedCallback() {
    this.#load();
  }

  // Reads again when whatever a cache on the way keeps has expired.
  async refresh() {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#load(), CACHE_MILLIS);
    await this.#load();
  }

  async #load() {
    try {
      this.#show(await this.api.get('/customers/' + this.customerId));
    } catch (failure) {
      this.#fill('Credit', Object.assign(document.createElement('p'), { textContent: failure.message }));
    }
  }

  #show({ name, creditLimit, availableCredit }) {
    const used = Number(creditLimit.amount) - Number(availableCredit.amount);
    const text = `${availableCredit.amount} of ${creditLimit.amount} ${creditLimit.currency} available`;
    const bar = Object.assign(document.createElement('meter'), { min: 0, max: Number(creditLimit.amount), value: used });
    bar.setAttribute('aria-label', 'Credit in use');
    bar.textContent = text;
    this.#fill(`Credit of ${name}`, bar,
      Object.assign(document.createElement('p'), { textContent: text, className: 'muted' }));
  }

  #fill(title, ...nodes) {
    const section = document.createElement('section');
    section.append(Object.assign(document.createElement('h2'), { textContent: title }), ...nodes);
    this.replaceChildren(section);
  }
}

customElements.define('millrace-credit', Credit);
