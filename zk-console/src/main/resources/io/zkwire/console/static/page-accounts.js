import {fill, h} from './dom.js';
import {get, put, remove, session, whoAmI} from './api.js';
import {button, choice, compared, confirm, empty, field, section, table} from './ui.js';

export const topics = [];
const told = (role) => (role ? role.toLowerCase() : 'no account');

export function view(place) {
  let known = {};
  const box = h('div', {});
  const name = h('input', {autocomplete: 'off', spellcheck: 'false', required: true});
  const password = h('input', {type: 'password', autocomplete: 'new-password', required: true, minlength: 10});
  const role = choice([{value: 'ADMIN', label: 'admin: everything'}, {value: 'OPERATOR', label: 'operator: publishes, drains, sends'}, {value: 'VIEWER', label: 'viewer: looks'}], session.first ? 'ADMIN' : 'VIEWER');
  fill(place, box, section(session.first ? 'Make the first account' : 'Add or change an account', null, h('form', {
    class: 'form',
    onsubmit: async (e) => {
      e.preventDefault();
      const who = name.value.trim();
      const done = await write(who, (expected) => put('accounts', {name: who, role: role.value, password: password.value, expected}), `${who} can sign in.`);
      if (!done) {
        refresh();
        return;
      }
      password.value = '';
      const first = session.first;
      await whoAmI();
      if (first) location.reload();
      refresh();
    },
  }, field('Name', name), field('Role', role), field('Password', password, 'At least ten characters'), h('div', {class: 'actions'}, h('button', {class: 'button primary', type: 'submit'}, 'Save')))));

  const write = (who, send, done) => compared(send, known[who] ?? '', {title: `Somebody else has changed ${who}`, seen: told(known[who]), theirs: told, done});

  async function refresh() {
    known = await get('accounts').catch(() => ({}));
    const names = Object.entries(known);
    fill(box, section('Who may sign in', null, names.length ? table('Accounts', ['Name', 'Role', ''], names.map(([n, r]) => [n, r.toLowerCase(), button('Remove', async () => {
      if (await confirm(`Remove ${n}?`, 'Whoever is signed in by it is signed out.', 'Remove', 'danger')) await write(n, (expected) => remove('accounts', {name: n, expected}), `${n} is removed.`);
      refresh();
    }, 'quiet', {'aria-label': `Remove ${n}`})])) : empty('Nobody yet', 'You came in by the token that was printed at the start; it works once.')));
  }

  refresh();
  return {};
}
