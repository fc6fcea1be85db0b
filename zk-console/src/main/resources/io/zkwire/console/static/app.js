// Begins: who is signed in, which page is wanted, and what has changed.
import {fill, h} from './dom.js';
import {listen, may, post, remove, session, whoAmI} from './api.js';
import {attempt, button, empty, field, toast} from './ui.js';
import * as overview from './page-overview.js';
import * as config from './page-config.js';
import * as members from './page-members.js';
import * as leaders from './page-leaders.js';
import * as endpoints from './page-endpoints.js';
import * as progress from './page-progress.js';
import * as commands from './page-commands.js';
import * as queues from './page-queues.js';
import * as ids from './page-ids.js';
import * as tree from './page-tree.js';
import * as audit from './page-audit.js';
import * as accounts from './page-accounts.js';

const pages = [
  ['overview', 'Overview', overview], ['config', 'Config', config], ['members', 'Members', members],
  ['leaders', 'Leaders and locks', leaders], ['endpoints', 'Endpoints', endpoints], ['progress', 'Progress', progress],
  ['commands', 'Commands', commands], ['queues', 'Queues', queues], ['ids', 'IDs', ids], ['tree', 'Tree', tree],
  ['audit', 'Audit', audit, 'OPERATOR'], ['accounts', 'Accounts', accounts, 'ADMIN'],
];
const app = document.getElementById('app');
let current;
let stop;

function theme(value) {
  if (value) localStorage.setItem('theme', value);
  const wanted = localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = wanted;
  return wanted;
}

function themeButton() {
  const text = () => (document.documentElement.dataset.theme === 'dark' ? 'Light' : 'Dark');
  const b = button(text(), () => {
    theme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
    fill(b, text());
  }, 'quiet', {'aria-label': 'Switch between dark and light'});
  return b;
}

function brand() {
  return h('a', {class: 'brand', href: '#/overview', 'aria-label': 'zkwire, overview'}, h('img', {src: 'icon.svg', alt: '', width: 28, height: 28}), h('span', {}, 'zkwire'));
}

function frame() {
  const nav = h('nav', {'aria-label': 'Pages', id: 'nav'}, pages.filter((p) => may(p[3] ?? 'VIEWER') && (p[0] !== 'accounts' || session.ownAccounts))
    .map(([name, title]) => h('a', {href: `#/${name}`, 'data-page': name}, title)));
  const menu = button('Menu', () => {
    const open = document.body.classList.toggle('menu-open');
    menu.setAttribute('aria-expanded', open);
  }, 'quiet menu', {'aria-expanded': 'false', 'aria-controls': 'nav'});
  const who = h('span', {class: 'who'}, session.name, h('span', {class: 'role'}, session.role.toLowerCase()));
  fill(app,
    h('a', {class: 'skip', href: '#main', onclick: (e) => { e.preventDefault(); document.getElementById('main').focus(); }}, 'Skip to the page'),
    h('header', {class: 'top'}, menu, brand(), h('span', {class: 'chroot'}, session.chroot || '/'),
      h('span', {class: 'connection', role: 'status'}), h('span', {class: 'gap'}), who, themeButton(),
      session.ownAccounts && button('Sign out', signOut, 'quiet')),
    h('div', {class: 'body'}, nav, h('main', {id: 'main', tabindex: '-1'})),
    h('div', {class: 'toasts', role: 'status', 'aria-live': 'polite'}));
}

function connection(up) {
  const place = document.querySelector('.connection');
  if (place) fill(place, h('span', {class: `status ${up ? 'good' : 'bad'}`}, h('span', {'aria-hidden': 'true'}, up ? '●' : '▲'), up ? ' live' : ' no connection'));
  document.body.classList.toggle('stale', !up);
}

async function signOut() {
  await attempt(() => remove('session'));
  location.hash = '';
  location.reload();
}

function parts() {
  return location.hash.replace(/^#\/?/, '').split('/').map((p) => {
    try {
      return decodeURIComponent(p);
    } catch {
      return p;
    }
  });
}

function route() {
  if (!session.signedIn) return;
  const [name, ...rest] = parts();
  const page = pages.find((p) => p[0] === name) ?? pages[0];
  document.title = `${page[1]} · zkwire`;
  document.querySelectorAll('nav a').forEach((a) => {
    if (a.dataset.page === page[0]) a.setAttribute('aria-current', 'page');
    else a.removeAttribute('aria-current');
  });
  document.body.classList.remove('menu-open');
  document.querySelector('.menu')?.setAttribute('aria-expanded', 'false');
  const main = document.getElementById('main');
  const same = current?.name === page[0] && current.page.stay;
  if (same) {
    current.view.show(rest);
    return;
  }
  const content = h('div', {class: 'page'});
  fill(main, h('h1', {}, page[1]), content);
  main.scrollTop = 0;
  try {
    current = {name: page[0], page: page[2], view: page[2].view(content, rest)};
  } catch (e) {
    fill(content, empty('This page cannot be shown', e.message));
  }
}

function changed(topics) {
  if (!current?.view.refresh) return;
  const wanted = current.page.topics;
  if (topics.includes('*') || topics.some((t) => wanted.includes(t) || wanted.includes('*'))) current.view.refresh(topics);
}

function begin() {
  frame();
  connection(true);
  stop?.();
  stop = listen(changed, connection);
  if (session.first && session.ownAccounts && !sessionStorage.getItem('seen-first')) {
    sessionStorage.setItem('seen-first', 'yes');
    toast('You came in by the first token. Make an account under Accounts, so that you can sign in again.', 'warn');
  }
  current = undefined;
  route();
}

function signInPage(problem) {
  stop?.();
  const name = h('input', {name: 'name', autocomplete: 'username', required: true});
  const password = h('input', {name: 'password', type: 'password', autocomplete: 'current-password', required: true});
  const note = h('p', {class: 'problem', role: 'alert'}, problem);
  fill(app, h('main', {class: 'sign-in', id: 'main'}, h('form', {
    class: 'card',
    onsubmit: async (e) => {
      e.preventDefault();
      try {
        await post('session', {name: name.value, password: password.value});
        await whoAmI();
        begin();
      } catch (why) {
        fill(note, why.message);
      }
    },
  }, brand(), h('h1', {}, 'Sign in'), field('Name', name), field('Password', password), note,
  h('button', {class: 'button primary', type: 'submit'}, 'Sign in'),
  h('p', {class: 'hint'}, 'No account yet? The console printed a link when it was started.'))),
  h('div', {class: 'toasts', role: 'status'}));
  document.title = 'Sign in · zkwire';
  name.focus();
}

async function start() {
  theme();
  const token = location.hash.startsWith('#token=') ? location.hash.slice(7) : '';
  let problem = '';
  if (token) {
    history.replaceState(null, '', location.pathname);
    try {
      await post('session', {token});
    } catch (e) {
      problem = e.status === 401 ? 'That link has been used already, or is not of this console.' : e.message;
    }
  }
  try {
    await whoAmI();
  } catch (e) {
    problem = e.message;
  }
  if (session.signedIn) begin();
  else signInPage(problem);
}

window.addEventListener('hashchange', route);
window.addEventListener('signed-out', () => {
  if (session.signedIn) {
    session.signedIn = false;
    signInPage('You are signed out.');
  }
});
start();
