// Calls the public API with the user's token. An error response throws an Error with the problem's detail.
import { logIn, user } from './session.js';

async function call(method, path, body, headers = {}) {
  const response = await fetch('/api' + path, {
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

export const api = {
  get: async path => (await call('GET', path)).json(),
  post: async (path, body, headers) => (await call('POST', path, body, headers)).json(),
  // Yields server-sent events as JSON values until the stream ends. Not EventSource, which cannot send a token.
  async *events(path) {
    const response = await call('GET', path, undefined, { Accept: 'text/event-stream' });
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
