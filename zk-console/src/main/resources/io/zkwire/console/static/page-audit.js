import {fill, h, time} from './dom.js';
import {get} from './api.js';
import {list} from './list.js';
import {code, empty} from './ui.js';

export const topics = ['audit'];

const mark = (hash) => (hash ? h('code', {title: hash}, hash.slice(0, 10)) : '–');

export function view(place) {
  const rows = list({
    label: 'What operators did',
    columns: [
      {title: 'Action', grow: 1.4, cell: (r) => h('span', {class: 'strong'}, r.action)}, {title: 'Target', grow: 2.4, cell: (r) => h('span', {class: 'mono'}, r.target)}, {title: 'Who', grow: 1, cell: (r) => r.who},
      {title: 'From', grow: 1.2, kind: 'minor', cell: (r) => r.from}, {title: 'Before', grow: 1, kind: 'minor', cell: (r) => mark(r.before)}, {title: 'After', grow: 1, kind: 'minor', cell: (r) => mark(r.after)}, {title: 'When', grow: 1, cell: (r) => time(r.at)}],
    load: (offset, limit) => get('audit', {offset, limit}), key: (r) => r.id,
    nothing: empty('Nothing has been done yet', 'Each change by the console or zkw stands here, written in the same transaction.'),
  });
  fill(place, h('p', {class: 'lead'}, 'The youngest 2,000. Records can be added, not changed. Before and after are the SHA-256 of the data; secrets have none.'), rows.root);
  return {refresh: rows.refresh};
}
export {code};
