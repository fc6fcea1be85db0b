import {fill, h, number, time} from './dom.js';
import {get, may, post} from './api.js';
import {list, whole} from './list.js';
import {button, code, compared, confirm, empty, heading, search, sides, status} from './ui.js';

export const topics = ['leaders', 'locks'];
export const stay = true;

export function view(place, path) {
  let [kind, name] = path;
  let text = '';
  const bar = h('div', {class: 'bar'});
  const box = h('div', {});
  fill(place, bar, box);
  let rows;
  let shown;

  const isLock = () => kind === 'lock';

  function show([wanted, chosen]) {
    if (wanted !== 'lock' && wanted !== 'role') {
      chosen = wanted;
      wanted = 'role';
    }
    const other = wanted !== kind || !rows;
    kind = wanted;
    name = chosen;
    if (other) begin();
    detail();
  }

  function begin() {
    fill(bar, h('div', {class: 'tabs', role: 'group', 'aria-label': 'What is shown'}, [['role', 'Roles'], ['lock', 'Locks and permits']].map(([k, title]) =>
      h('a', {href: `#/leaders/${k}`, 'aria-current': k === kind ? 'true' : undefined}, title))),
    search('Search name or host', text, (t) => { text = t; rows.refresh(); }));
    const lock = isLock();
    rows = list({
      label: lock ? 'Locks and permits' : 'Roles',
      columns: [
        {title: lock ? 'Name' : 'Role', grow: 2, cell: (r) => r.name},
        {title: 'Holder', grow: 2, cell: holder},
        {title: 'Token', grow: 1, kind: 'minor', cell: (r) => (r.candidates[0]?.first ? code(r.candidates[0].token) : '–')},
        {title: lock ? 'Held' : 'Standing', grow: 1, kind: 'minor', cell: (r) => (lock ? `${r.holders} of ${r.places}` : number(r.holders + r.waiting))},
        {title: 'Waiting', grow: 1, kind: 'minor', cell: (r) => number(r.waiting)}],
      load: (offset, limit) => get(lock ? 'locks' : 'leaders', {search: text, offset, limit}),
      open: (r) => `#/leaders/${kind}/${encodeURIComponent(r.name)}`, key: (r) => r.name, chosen: () => name,
      nothing: lock ? empty('Nothing is locked', 'Locks and permits appear here while somebody holds or wants them.') : empty('No role yet', 'Methods with @LeaderOnly appear here as soon as they are bound.'),
    });
  }

  function holder(r) {
    const first = r.candidates[0];
    if (!first?.first) return status(isLock() ? 'off' : 'warn', isLock() ? 'free' : 'nobody');
    return status('good', `${first.host || 'unknown host'} (${first.pid})`);
  }

  function detail() {
    rows.draw();
    shown = name ? one(name) : null;
    fill(box, sides(rows.root, shown?.root, `#/leaders/${kind}`));
  }

  function one(name) {
    const lock = isLock();
    return whole({
      label: `Who stands for ${name}`,
      columns: [
        {title: 'State', grow: 1, cell: (c) => (c.first ? status('good', lock ? 'holds' : 'leads') : status('off', 'waits'))},
        {title: 'Process', grow: 2.4, cell: (c) => h('span', {class: 'strong'}, `${c.host || c.process || 'unknown'} (${c.pid})`)},
        {title: 'Since', grow: 1.2, kind: 'minor', cell: (c) => [c.shared ? 'shared, ' : '', time(c.since)]},
        {title: 'Token', grow: 1, kind: 'minor', cell: (c) => code(c.token)}],
      load: (offset, limit) => get(lock ? 'locks/line' : 'leaders/line', {name, offset, limit}),
      head: (line) => [heading(line.name, !lock && may('OPERATOR') && line.holders > 0 && button('Ask to resign', () => resign(line))),
        line.wish && h('p', {class: 'note'}, 'It is wanted that ', code(line.wish), ' resigns.'),
        line.holders + line.waiting === 0 && empty('Nobody stands here', '')],
      missing: empty('It is not there', 'Nobody has stood here, or it has been removed.'),
    });
  }

  async function resign(line) {
    const leader = line.candidates[0];
    const yes = await confirm(`Ask the leader of ${line.name} to resign?`,
      [`${leader.host} (${leader.pid}) gives the role up when what it does has ended, and the next in line takes it. Its node is not touched: it obeys a wish.`], 'Ask to resign', 'danger');
    const told = (c) => `${c.host || 'unknown host'} (${c.pid})`;
    if (yes) await compared((uuid) => post('leaders/resign', {role: line.name, uuid}), leader.uuid, {title: `Another leads ${line.name} now`, seen: told(leader), theirs: told, done: 'It is asked to resign.', anyway: 'Ask the new one'});
    shown?.refresh();
  }

  show(path);
  return {
    show,
    refresh: () => {
      rows.refresh();
      shown?.refresh();
    },
  };
}
