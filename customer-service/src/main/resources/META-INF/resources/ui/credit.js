// <millrace-credit>: shows a customer's credit as a bar. Properties: api (get), customerId. Method: refresh().
class Credit extends HTMLElement {
  connectedCallback() {
    this.refresh();
  }

  async refresh() {
    try {
      this.#show(await this.api.get('/customers/' + this.customerId));
    } catch (failure) {
      this.textContent = failure.message;
    }
  }

  #show({ name, creditLimit, availableCredit }) {
    const heading = Object.assign(document.createElement('h2'), { textContent: `Credit of ${name}` });
    const used = Number(creditLimit.amount) - Number(availableCredit.amount);
    const text = `${availableCredit.amount} of ${creditLimit.amount} ${creditLimit.currency} available`;
    const bar = Object.assign(document.createElement('meter'), { min: 0, max: Number(creditLimit.amount), value: used });
    bar.setAttribute('aria-label', 'Credit in use');
    bar.textContent = text;
    const line = Object.assign(document.createElement('p'), { textContent: text, className: 'muted' });
    this.replaceChildren(heading, bar, line);
  }
}

customElements.define('millrace-credit', Credit);
