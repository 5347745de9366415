// Creates DOM nodes. Strings become text nodes, never markup.
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      node.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== null && value !== false) {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  node.append(...children.flat().filter(child => child !== undefined && child !== null));
  return node;
}

// A table in a region that scrolls by itself, also by keyboard, where the page is too narrow for it.
export function table(label, headings, rows) {
  return el('div', { class: 'scroll', role: 'region', 'aria-label': label, tabindex: 0 }, el('table', {},
    el('thead', {}, el('tr', {}, headings.map(heading => el('th', { scope: 'col' }, heading)))),
    el('tbody', {}, rows.map(cells => el('tr', {}, cells.map(cell => el('td', {}, cell)))))));
}

export function time(instant) {
  return instant ? el('time', { datetime: instant }, new Date(instant).toLocaleString()) : '';
}

// The trace's id, as a link where the installation has a trace view.
export function trace(id, { traceUrl }) {
  if (!id) {
    return '';
  }
  return traceUrl ? el('a', { href: traceUrl.replace('{traceId}', id) }, 'Trace') : el('code', {}, id);
}

export function notice(text) {
  document.getElementById('notice').textContent = text;
}

// Runs an action of the user. A failure is shown as a notice, not thrown.
export async function attempt(action) {
  notice('');
  try {
    return await action();
  } catch (failure) {
    notice(failure.message);
    return undefined;
  }
}
