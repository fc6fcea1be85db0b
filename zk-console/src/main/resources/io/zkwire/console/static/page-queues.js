import {fill, h, number, plural, time} from './dom.js';
import {get, may, post} from './api.js';
import {list} from './list.js';
import {attempt, button, confirm, empty, section, sides, status} from './ui.js';

export const topics = ['queues'];
export const stay = true;

export function view(place, path) {
  let queue = path[0];
  const box = h('div', {});
  const rows = list({
    label: 'Queues',
    columns: [
      {title: 'Queue', grow: 2, cell: (q) => q.name}, {title: 'State', grow: 1.8, cell: state},
      {title: 'Items', grow: 1, kind: 'minor', cell: (q) => number(q.items)}, {title: 'At work', grow: 1, kind: 'minor', cell: (q) => number(q.claimed)},
      {title: 'Finished', grow: 1, kind: 'minor', cell: (q) => number(q.finished)}, {title: 'Consumers', grow: 1, kind: 'minor', cell: (q) => number(q.consumers)}],
    load: (offset, limit) => get('queues', {offset, limit}),
    open: (q) => `#/queues/${encodeURIComponent(q.name)}`, key: (q) => q.name, chosen: () => queue,
    nothing: empty('No queue yet', 'Fields with @Queue and methods with @QueueConsumer appear here.'),
  });
  fill(place, box);
  detail();

  function state(q) {
    if (q.parked) return status('warn', `${number(q.parked)} parked`);
    if (q.items && !q.consumers) return status('warn', 'nobody takes');
    return q.items ? status('busy', 'at work') : status('good', 'empty');
  }

  async function act(item, retry) {
    if (!retry && !(await confirm('Drop the item?', 'It is gone for good.', 'Drop', 'danger'))) return;
    await attempt(() => post(retry ? 'queues/retry' : 'queues/drop', {queue, id: item.id}), retry ? 'The item is put back.' : 'The item is dropped.');
    rows.refresh();
    detail();
  }

  async function detail() {
    rows.draw();
    if (!queue) {
      fill(box, sides(rows.root, null));
      return;
    }
    if (!may('OPERATOR')) {
      fill(box, sides(rows.root, section(queue, null, empty('Items are for operators', 'Ask one to look at parked items.')), '#/queues'));
      return;
    }
    const page = await get('queues/parked', {queue, limit: 200}).catch(() => ({rows: [], total: 0}));
    fill(box, sides(rows.root, section(`Parked items of ${queue}`, null, page.rows.length
      ? h('ul', {class: 'items'}, page.rows.map((i) => h('li', {}, h('pre', {tabindex: '0'}, i.item), h('p', {class: 'problem'}, i.error),
        h('div', {class: 'actions'}, h('span', {class: 'detail'}, plural(i.attempts, 'try', 'tries'), ', parked ', time(i.parkedAt ? new Date(i.parkedAt).toISOString() : null)), h('span', {class: 'gap'}),
          button('Try again', () => act(i, true), '', {'aria-label': `Try ${i.id} again`}), may('ADMIN') && button('Drop', () => act(i, false), 'danger', {'aria-label': `Drop ${i.id}`})))))
      : empty('Nothing is parked', 'Items that fail too often are parked here.')), '#/queues'));
  }

  return {
    show: ([wanted]) => {
      queue = wanted;
      detail();
    },
    refresh: () => {
      rows.refresh();
      if (queue) detail();
    },
  };
}
