// Talks to the server. Every write carries the code of this page.

export const session = {signedIn: false, role: 'VIEWER', csrf: ''};
const ranks = {VIEWER: 0, OPERATOR: 1, ADMIN: 2};

/** Whether whoever is signed in may do what needs a role. The server asks again. */
export const may = (role) => ranks[session.role] >= ranks[role];

/** A request that was not carried out. */
export class Refusal extends Error {
  constructor(status, body) {
    super(body.message ?? `The server answered ${status}.`);
    this.status = status;
    this.body = body;
  }
}

async function ask(method, path, body) {
  let answer;
  try {
    answer = await fetch(`./api/${path}`, {
      method,
      headers: body === undefined ? {} : {'Content-Type': 'application/json', 'X-Zkwire-Csrf': session.csrf},
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
    });
  } catch (e) {
    throw new Refusal(0, {message: 'The console does not answer.'});
  }
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    if (answer.status === 401 && path !== 'session') window.dispatchEvent(new Event('signed-out'));
    throw new Refusal(answer.status, json);
  }
  return json;
}

export const get = (path, query) => {
  const text = new URLSearchParams(Object.entries(query ?? {}).filter(([, v]) => v !== undefined && v !== '')).toString();
  return ask('GET', text ? `${path}?${text}` : path);
};
export const post = (path, body) => ask('POST', path, body);
export const put = (path, body) => ask('PUT', path, body);
export const remove = (path, body) => ask('DELETE', path, body ?? {});

/** Who is signed in. */
export async function whoAmI() {
  Object.assign(session, {signedIn: false, csrf: ''}, await get('session'));
  return session;
}

/** Calls back with the topics that changed, and with whether all is connected. */
export function listen(changed, connected) {
  let source;
  let before = true;
  let ended = false;
  const told = (now) => {
    connected(now);
    if (now && !before) changed(['*']);
    before = now;
  };

  function open() {
    source = new EventSource('./api/events');
    source.addEventListener('hello', (e) => {
      told(JSON.parse(e.data).connected);
      changed(['*']);
    });
    source.addEventListener('beat', (e) => told(JSON.parse(e.data).connected));
    source.addEventListener('change', (e) => {
      const event = JSON.parse(e.data);
      told(event.connected);
      changed(event.topics);
    });
    source.onerror = () => {
      told(false);
      // A browser tries again by itself, but for an answer that is a refusal.
      if (source.readyState === EventSource.CLOSED) setTimeout(again, 1500);
    };
  }

  /** A console that was started again knows nobody who had signed in. */
  async function again() {
    if (ended) return;
    try {
      const {signedIn} = await get('session');
      if (ended) return;
      if (signedIn) open();
      else window.dispatchEvent(new Event('signed-out'));
    } catch {
      setTimeout(again, 1500);
    }
  }

  open();
  return () => {
    ended = true;
    source.close();
  };
}
