import {fill, h} from './dom.js';
import {get, put, remove, session, whoAmI} from './api.js';
import {attempt, button, choice, confirm, empty, field, section, table} from './ui.js';

export const topics = [];

export function view(place) {
  const box = h('div', {});
  const name = h('input', {autocomplete: 'off', spellcheck: 'false', required: true});
  const password = h('input', {type: 'password', autocomplete: 'new-password', required: true, minlength: 10});
  const role = choice([{value: 'ADMIN', label: 'admin: everything'}, {value: 'OPERATOR', label: 'operator: publishes, drains, sends'}, {value: 'VIEWER', label: 'viewer: looks'}], session.first ? 'ADMIN' : 'VIEWER');
  fill(place, box, section(session.first ? 'Make the first account' : 'Add or change an account', null, h('form', {
    class: 'form',
    onsubmit: async (e) => {
      e.preventDefault();
      const done = await attempt(() => put('accounts', {name: name.value.trim(), role: role.value, password: password.value}), `${name.value} can sign in.`);
      if (!done) return;
      password.value = '';
      const first = session.first;
      await whoAmI();
      if (first) location.reload();
      refresh();
    },
  }, field('Name', name), field('Role', role), field('Password', password, 'At least ten characters'), h('div', {class: 'actions'}, h('button', {class: 'button primary', type: 'submit'}, 'Save')))));

  async function refresh() {
    const all = await get('accounts').catch(() => ({}));
    const names = Object.entries(all);
    fill(box, section('Who may sign in', null, names.length ? table('Accounts', ['Name', 'Role', ''], names.map(([n, r]) => [n, r.toLowerCase(), button('Remove', async () => {
      if (await confirm(`Remove ${n}?`, 'Whoever is signed in by it is signed out.', 'Remove', 'danger')) await attempt(() => remove('accounts', {name: n}), `${n} is removed.`);
      refresh();
    }, 'quiet', {'aria-label': `Remove ${n}`})])) : empty('Nobody yet', 'You came in by the token that was printed at the start; it works once.')));
  }

  refresh();
  return {};
}
