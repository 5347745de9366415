// Login by OpenID Connect: authorization code flow with PKCE (RFC 7636). The token is kept for the lifetime of the tab.
const TOKEN = 'millrace.token';
const PENDING = 'millrace.login';

const base64url = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const redirectUri = () => location.origin + '/';

let read;

// The console's configuration: issuer, client id, scope, traceUrl (null without a trace view).
export function config() {
  read ??= fetch('/console/config').then(response => response.json());
  return read;
}

async function provider() {
  const { issuer, ...login } = await config();
  const discovery = await fetch(issuer + '/.well-known/openid-configuration');
  return { ...login, ...(await discovery.json()) };
}

export async function logIn() {
  const { clientId, scope, authorization_endpoint: authorize } = await provider();
  const pending = { state: random(), verifier: random(), hash: location.hash };
  const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pending.verifier));
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  location.assign(authorize + '?' + new URLSearchParams({
    response_type: 'code', client_id: clientId, redirect_uri: redirectUri(), scope, state: pending.state,
    code_challenge: base64url(challenge), code_challenge_method: 'S256',
  }));
}

export function logOut() {
  sessionStorage.removeItem(TOKEN);
  location.assign('/');
}

// Exchanges the authorization code of the issuer's redirect for a token. Returns an error message, or undefined.
export async function finishLogin() {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('state')) {
    return undefined;
  }
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? '{}');
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', '/' + (pending.hash ?? ''));
  if (answer.get('state') !== pending.state) {
    return 'This login was started in another tab. Log in again.';
  }
  if (!answer.has('code')) {
    return answer.get('error_description') ?? answer.get('error');
  }
  const { clientId, token_endpoint: endpoint } = await provider();
  const response = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code', client_id: clientId, code: answer.get('code'),
      redirect_uri: redirectUri(), code_verifier: pending.verifier,
    }),
  });
  const body = await response.json();
  if (!response.ok) {
    return body.error_description ?? body.error;
  }
  sessionStorage.setItem(TOKEN, body.access_token);
  return undefined;
}

// The user from the token's claims; undefined if nobody is logged in or the token has expired.
export function user() {
  const token = sessionStorage.getItem(TOKEN);
  if (!token) {
    return undefined;
  }
  const part = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
  const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), c => c.charCodeAt(0))));
  if (claims.exp * 1000 < Date.now()) {
    sessionStorage.removeItem(TOKEN);
    return undefined;
  }
  const roles = claims.groups ?? claims.realm_access?.roles ?? [];
  return { name: claims.preferred_username ?? claims.sub, token, is: role => roles.includes(role) };
}
