// Creates DOM nodes. Strings become text nodes, never markup.
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      node.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  node.append(...children.flat().filter(child => child !== undefined && child !== null));
  return node;
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
