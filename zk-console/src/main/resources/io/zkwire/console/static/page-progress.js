import {fill, h, number, span, time} from './dom.js';
import {get} from './api.js';
import {whole} from './list.js';
import {attempt, empty, heading, search, section, status} from './ui.js';

export const topics = ['progress'];
const kinds = {RUNNING: ['busy', 'running'], DONE: ['good', 'done'], FAILED: ['bad', 'failed'], DIED: ['bad', 'died'], UNREADABLE: ['warn', 'unreadable']};

export function view(place, path) {
  let text = '';
  const box = h('div', {});

  const one = path[0] && whole({
    label: `Workers of ${path[0]}`,
    columns: [
      {title: 'Worker', grow: 1.6, cell: (w) => w.worker}, {title: 'State', grow: 1.1, cell: (w) => status(...kinds[w.state])}, {title: 'Done', grow: 1, cell: (w) => percent(w.done, w.total)},
      {title: 'Rate', grow: 1, kind: 'minor', cell: rate}, {title: 'Left', grow: 1, kind: 'minor', cell: left}, {title: 'Message', grow: 2, kind: 'minor', cell: (w) => h('span', {title: w.message}, w.message || '–')},
      {title: 'Process', grow: 1.6, kind: 'minor', cell: (w) => (w.host ? `${w.host} (${w.pid})` : '–')}, {title: 'Told', grow: 1, kind: 'minor', cell: (w) => time(w.updated)}],
    load: (offset, limit) => get('progress/task', {task: path[0], offset, limit}),
    head: (t) => [heading(t.task, state(t)), all(t)],
    missing: empty('It is not there', 'Nobody reports this task any more.'),
  });
  if (one) fill(place, h('p', {}, h('a', {href: '#/progress'}, '← All tasks')), one.root);
  else fill(place, h('div', {class: 'bar'}, search('Search tasks', text, (t) => { text = t; refresh(); })), box);

  async function refresh() {
    const page = await attempt(() => get('progress', {search: text, limit: 200}));
    if (!page) return;
    fill(box, page.rows.length ? page.rows.map(task) : empty('No task is reported', 'Methods with @ReportProgress, and zk.progress(...), appear here.'));
  }

  const state = (t) => (t.died ? status('bad', `${t.died} died or failed`) : t.running ? status('busy', `${t.running} running`) : status('good', 'ended'));
  const all = (t) => h('div', {class: 'meter'}, meter(`All of ${t.task}`, t.done, t.total), h('strong', {}, percent(t.done, t.total)));
  function rate(w) {
    return w.rate > 0 ? `${number(w.rate.toFixed(w.rate < 10 ? 1 : 0))}/s` : '–';
  }
  function left(w) {
    return w.secondsLeft >= 0 ? span(w.secondsLeft) : '–';
  }

  function meter(label, done, total) {
    const bar = h('progress', {'aria-label': label});
    if (total > 0) {
      bar.max = total;
      bar.value = Math.min(done, total);
    }
    return bar;
  }

  function percent(done, total) {
    return total > 0 ? `${Math.floor((100 * done) / total)} %` : `${number(done)} units`;
  }

  function task(t) {
    return section(h('a', {href: `#/progress/${encodeURIComponent(t.task)}`}, t.task), state(t), all(t),
      h('ul', {class: 'workers'}, t.workers.map((w) => h('li', {}, h('span', {class: 'worker'}, w.worker, ' ', status(...kinds[w.state])),
        h('div', {class: 'meter'}, w.state === 'RUNNING' && !w.total ? null : meter(`${w.worker} of ${t.task}`, w.done, w.total), h('span', {}, percent(w.done, w.total))),
        h('span', {class: 'detail'}, [w.rate > 0 && rate(w), w.secondsLeft >= 0 && `${left(w)} left`, w.message, w.host && `${w.host} (${w.pid})`].filter(Boolean).join(' · '), ' · ', time(w.updated))))),
      t.count > t.workers.length && h('p', {}, h('a', {href: `#/progress/${encodeURIComponent(t.task)}`}, `All ${number(t.count)} workers`)));
  }

  if (!one) refresh();
  return {refresh: () => (one ? one.refresh() : refresh())};
}
