import {fill, h} from './dom.js';
import {get} from './api.js';
import {list} from './list.js';
import {code, empty} from './ui.js';

export const topics = ['ids'];

export function view(place) {
  const rows = list({
    label: 'Types of IDs',
    columns: [
      {title: 'Type', grow: 2, cell: (t) => h('span', {class: 'strong'}, t.type)}, {title: 'Strategy', grow: 2, cell: (t) => t.strategy || '–'},
      {title: 'Next', grow: 1.4, kind: 'minor', cell: (t) => (t.next ? code(t.next) : '–')},
      {title: 'Workers', grow: 2, kind: 'minor', cell: (t) => (t.workers.length ? t.workers.slice(0, 5).map((w) => `${w.number}: ${w.host}`).join(', ') + (t.workers.length > 5 ? ` and ${t.workers.length - 5} more` : '') : '–')}],
    load: (offset, limit) => get('ids', {offset, limit}), key: (t) => t.type,
    nothing: empty('Nothing is numbered yet', 'Types of @GlobalId appear here once they have given an ID.'),
  });
  fill(place, h('p', {class: 'lead'}, 'Next is the first number that no process has taken: those below it may lie unused in a process’s block.'), rows.root);
  return {refresh: rows.refresh};
}
