import {fill, h, number, time} from './dom.js';
import {get, may, post} from './api.js';
import {list} from './list.js';
import {attempt, button, code, compared, confirm, empty, search, section, sides, status, table} from './ui.js';

export const topics = ['members'];
export const stay = true;

export function health(row) {
  if (!row.present) return status('off', 'not there');
  if (row.health === 'HEALTHY') return status('good', 'healthy');
  return status('bad', row.health === 'UNHEALTHY' ? 'unhealthy' : 'unreadable');
}

export function online(row) {
  if (!row.present) return '–';
  const kinds = {ONLINE: 'good', DRAINING: 'busy', DRAINED: 'off'};
  return status(kinds[row.status] ?? 'warn', (row.status || 'unknown').toLowerCase());
}

export function view(place, path) {
  let shown;
  let group;
  let member;

  function show([wantedGroup, wantedMember]) {
    member = wantedMember;
    if (wantedGroup && wantedGroup === group && shown?.detail) {
      shown.detail();
      return;
    }
    group = wantedGroup;
    shown = group ? inGroup() : groups();
  }

  function groups() {
    const box = h('div', {});
    fill(place, box);
    async function refresh() {
      const all = await attempt(() => get('members'));
      if (!all) return;
      fill(box, all.length ? section('Groups', null, table('Groups', ['Group', 'Members', 'Available', 'Unhealthy', 'Off line', 'Wanted'], all.map((g) => [
        h('a', {href: `#/members/${encodeURIComponent(g.group)}`}, g.group), number(g.members), number(g.available),
        g.unhealthy ? status('bad', number(g.unhealthy)) : '0', number(g.offline), g.wish ? g.wish.toLowerCase() : '–'])))
        : empty('No group has a member', 'Classes with @ClusterMember appear here as soon as they are bound.'));
    }
    refresh();
    return {refresh};
  }

  function inGroup() {
    const here = group;
    let text = '';
    const head = h('div', {class: 'bar'});
    const box = h('div', {});
    const rows = list({
      label: `Members of ${here}`,
      columns: [
        {title: 'Member', grow: 2, cell: (r) => r.id}, {title: 'Health', grow: 1.2, cell: health}, {title: 'Work', grow: 1.2, cell: online},
        {title: 'Host', grow: 1.6, kind: 'minor', cell: (r) => r.host || '–'}, {title: 'Version', grow: 1, kind: 'minor', cell: (r) => r.version || '–'},
        {title: 'State', grow: 2.4, kind: 'minor', cell: (r) => summary(r.state)}],
      load: (offset, limit) => get('members/list', {group: here, search: text, offset, limit}),
      open: (r) => `#/members/${encodeURIComponent(here)}/${encodeURIComponent(r.id)}`,
      key: (r) => r.id, chosen: () => member,
      nothing: empty('No such member', 'Nobody in this group fits, or nobody is there.'),
    });
    fill(place, head, box);
    bar();
    detail();

    async function bar() {
      const all = await get('members').catch(() => []);
      const g = all.find((each) => each.group === here);
      if (group !== here) return;
      if (!head.hasChildNodes()) {
        fill(head, h('a', {class: 'crumb', href: '#/members'}, 'All groups'), h('strong', {}, here),
          search('Search id, host, version or state', text, (t) => { text = t; rows.refresh(); }), h('span', {class: 'gap'}), h('span', {class: 'group-actions actions'}));
      }
      fill(head.querySelector('.group-actions'), g && may('OPERATOR') && (g.wish === 'OFFLINE'
        ? button('Bring all on line', () => want('', 'ONLINE', g))
        : button('Drain all', async () => {
          if (await confirm(`Drain all of ${here}?`, 'Every member finishes what it has and takes no more work.', 'Drain all', 'danger')) want('', 'OFFLINE', g);
        })));
    }

    async function want(id, wish, seen) {
      await compared((expected) => post('members/want', {group: here, id, wish, expected: Number(expected)}), seen.wishVersion, {
        title: `Somebody else wants something of ${id || 'all'}`, seen: wanted(seen.wish), theirs: wanted, done: wish ? `${wish === 'ONLINE' ? 'On line' : 'Off line'} is wanted of ${id || 'all'}.` : 'Nothing is wanted any more.'});
      refresh();
    }

    async function detail() {
      rows.draw();
      if (!member) {
        fill(box, sides(rows.root, null));
        return;
      }
      const page = await get('members/list', {group: here, search: member, limit: 500}).catch(() => ({rows: []}));
      const r = page.rows.find((each) => each.id === member);
      const content = r
        ? section(r.id, may('OPERATOR') && [
          r.status === 'ONLINE' || !r.present ? button('Drain', () => want(r.id, 'OFFLINE', r)) : button('Bring on line', () => want(r.id, 'ONLINE', r), 'primary'),
          r.wish && button('Forget the wish', () => want(r.id, '', r))],
        h('dl', {class: 'facts'}, facts([['Health', health(r)], ['Work', online(r)], ['Wanted', r.wish ? wanted(r.wish) : 'nothing by name'], ['Host', `${r.host || '–'} (${r.pid})`],
          ['Version', r.version || '–'], ['zkwire', r.zkwire || '–'], ['Started', time(r.started)]])),
        h('h3', {}, 'State'), h('pre', {tabindex: '0'}, r.state && Object.keys(r.state).length ? JSON.stringify(r.state, null, 2) : 'It tells nothing of itself.'))
        : empty('It is not there', 'The member has left, or nothing is wanted of it.');
      const scroll = place.querySelector('.viewport')?.scrollTop ?? 0;
      fill(box, sides(rows.root, content, `#/members/${encodeURIComponent(here)}`));
      const view = place.querySelector('.viewport');
      if (view) view.scrollTop = scroll;
    }

    function refresh() {
      bar();
      rows.refresh();
      if (member) detail();
    }
    return {refresh, detail};
  }

  show(path);
  return {show, refresh: () => shown.refresh()};
}

const wanted = (wish) => (wish ? wish.toLowerCase() : 'nothing');
const summary = (state) => Object.entries(state ?? {}).map(([k, v]) => `${k} ${typeof v === 'object' ? JSON.stringify(v) : v}`).join(', ') || '–';
export const facts = (rows) => rows.map(([k, v]) => [h('dt', {}, k), h('dd', {}, v)]);
export {code};
