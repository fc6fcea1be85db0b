import {fill, h, number, time} from './dom.js';
import {get, may, put, remove} from './api.js';
import {list} from './list.js';
import {button, code, compared, confirm, empty, field, section, status} from './ui.js';
import {facts} from './page-members.js';

export const topics = ['connection'];
export const stay = true;

const link = (path) => `#/tree${path === '/' ? '' : path.split('/').map(encodeURIComponent).join('/')}`;

export function view(place, parts) {
  let path;
  let rows;

  async function show(wanted) {
    path = `/${wanted.filter(Boolean).join('/')}`;
    const mine = path;
    const crumbs = path === '/' ? [] : path.slice(1).split('/');
    const bar = h('div', {class: 'crumbs', role: 'group', 'aria-label': 'Where you are'}, h('a', {href: '#/tree'}, session_()), crumbs.map((c, i) => [' / ', h('a', {href: link(`/${crumbs.slice(0, i + 1).join('/')}`)}, c)]));
    const box = h('div', {class: 'node'});
    rows = list({
      label: `Children of ${path}`,
      columns: [
        {title: 'Child', grow: 3, cell: (c) => c.name}, {title: 'Kind', grow: 1, cell: (c) => (c.ephemeral ? status('busy', 'ephemeral') : status('off', 'persistent'))},
        {title: 'Bytes', grow: 1, kind: 'minor', cell: (c) => number(c.bytes)}, {title: 'Children', grow: 1, kind: 'minor', cell: (c) => number(c.children)}, {title: 'Written', grow: 1, kind: 'minor', cell: (c) => time(c.modified)}],
      load: async (offset, limit) => (await get('tree', {path: mine, offset, limit})).node.children,
      open: (c) => link(`${mine === '/' ? '' : mine}/${c.name}`), key: (c) => c.name,
      nothing: empty('It has no children', ''),
    });
    fill(place, bar, box, h('h2', {}, 'Children'), rows.root);
    node(mine, box);
  }

  async function node(mine, box) {
    let answer;
    try {
      answer = await get('tree', {path: mine, limit: 1});
    } catch (e) {
      fill(box, empty('The node cannot be shown', e.message));
      return;
    }
    const n = answer.node;
    const write = answer.writable && may('ADMIN') && n.text !== null && n.owner === '0' && n.path !== '/';
    const text = h('textarea', {value: n.text ?? '', rows: 8, spellcheck: 'false'});
    fill(box, section(n.path, answer.writable ? null : h('span', {class: 'soft'}, 'read-only'),
      h('dl', {class: 'facts'}, facts([['Size', `${number(n.bytes)} bytes`], ['Version', String(n.version)], ['Written', written(n.modified, n.mzxid)], ['Created', written(n.created, n.czxid)], ['Session', n.owner === '0' ? 'none, it is persistent' : code(n.owner)]])),
      n.secret ? h('p', {class: 'note'}, 'The data is secret.') : !n.readable ? h('p', {class: 'note'}, 'Its ACL does not let the console read it.') : n.binary ? h('p', {class: 'note'}, 'The data is no text.')
        : write ? field('Data', text) : n.bytes ? h('pre', {tabindex: '0', 'aria-label': 'Data'}, n.text) : h('p', {class: 'soft'}, 'It has no data.'),
      write && h('div', {class: 'actions'}, button('Write', () => change((expected) => put('tree', {path: mine, text: text.value, expected: Number(expected)}), 'The node is written.'), 'primary'),
        button('Delete', async () => {
          if (await confirm(`Delete ${mine}?`, 'Raw nodes have no history.', 'Delete', 'danger')) change((expected) => remove('tree', {path: mine, expected: Number(expected)}), 'The node is deleted.');
        }, 'danger'))));

    async function change(send, done) {
      const written = await compared(send, n.version, {title: `Somebody else has changed ${mine}`, seen: n.text, done});
      if (written && mine === path) node(mine, box);
    }
  }

  show(parts);
  return {show, refresh: () => rows?.refresh()};
}

const session_ = () => 'root';
const written = (at, by) => (by === '0' ? 'by ZooKeeper itself' : [time(at), ' by ', code(by)]);
