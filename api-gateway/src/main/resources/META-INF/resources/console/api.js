// Calls the gateway with the user's token. An error response throws an Error with the problem's detail and status.
import { logIn, user } from './session.js';

async function call(method, path, body, headers = {}) {
  const response = await fetch(path, {
    method,
    headers: {
      Authorization: 'Bearer ' + user()?.token,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (response.status === 401) {
    await logIn();
  }
  if (!response.ok) {
    throw Object.assign(new Error(await problem(response)), { status: response.status });
  }
  return response;
}

async function problem(response) {
  try {
    const { detail, title, violations = [] } = await response.json();
    return [detail ?? title, ...violations.map(v => `${v.field}: ${v.message}`)].join(' ');
  } catch {
    return `The gateway answered ${response.status}.`;
  }
}

// The public API, as the services' components get it: paths without /api.
export const api = {
  get: async path => (await call('GET', '/api' + path)).json(),
  post: async (path, body, headers) => (await call('POST', '/api' + path, body, headers)).json(),
  // Yields server-sent events as JSON values until the stream ends. Not EventSource, which cannot send a token.
  async *events(path, lastEventId) {
    const response = await call('GET', '/api' + path, undefined, {
      Accept: 'text/event-stream', ...(lastEventId === undefined ? {} : { 'Last-Event-ID': String(lastEventId) }) });
    if (response.status === 204) {
      return;
    }
    let text = '';
    for await (const chunk of chunks(response.body.pipeThrough(new TextDecoderStream()))) {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop();
      for (const block of blocks) {
        const data = block.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5)).join('\n');
        if (data) {
          yield JSON.parse(data);
        }
      }
    }
  },
};

// What belongs to the console and not to the API.
export const operations = {
  get: async path => (await call('GET', '/console/operations' + path)).json(),
  post: async path => (await call('POST', '/console/operations' + path)).json(),
  delete: async path => (await call('DELETE', '/console/operations' + path)).json(),
};

// The nodes of a page that the gateway composes of the services' fragments. Scripts of a parsed document do not run.
export async function fragments(path) {
  const html = await (await call('GET', path, undefined, { Accept: 'text/html' })).text();
  const page = new DOMParser().parseFromString(html, 'text/html');
  return [...page.querySelector('main').children].map(node => document.importNode(node, true));
}

async function* chunks(stream) {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      yield read.value;
    }
  } finally {
    reader.releaseLock();
  }
}
