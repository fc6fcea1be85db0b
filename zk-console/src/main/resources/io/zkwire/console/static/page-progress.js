import {fill, h, number, span, time} from './dom.js';
import {get} from './api.js';
import {attempt, empty, search, section, status} from './ui.js';

export const topics = ['progress'];
const kinds = {RUNNING: ['busy', 'running'], DONE: ['good', 'done'], FAILED: ['bad', 'failed'], DIED: ['bad', 'died'], UNREADABLE: ['warn', 'unreadable']};

export function view(place, path) {
  let text = path[0] ?? '';
  const box = h('div', {});
  fill(place, h('div', {class: 'bar'}, search('Search tasks', text, (t) => { text = t; refresh(); })), box);

  async function refresh() {
    const page = await attempt(() => get('progress', {search: text, limit: 200}));
    if (!page) return;
    fill(box, page.rows.length ? page.rows.map(task) : empty('No task is reported', 'Methods with @ReportProgress, and zk.progress(...), appear here.'));
  }

  function meter(label, done, total) {
    const bar = h('progress', {'aria-label': label});
    if (total > 0) {
      bar.max = total;
      bar.value = Math.min(done, total);
    }
    return bar;
  }

  const percent = (done, total) => (total > 0 ? `${Math.floor((100 * done) / total)} %` : `${number(done)} units`);

  function task(t) {
    return section(t.task, t.died ? status('bad', `${t.died} died or failed`) : t.running ? status('busy', `${t.running} running`) : status('good', 'ended'),
      h('div', {class: 'meter'}, meter(`All of ${t.task}`, t.done, t.total), h('strong', {}, percent(t.done, t.total))),
      h('ul', {class: 'workers'}, t.workers.slice(0, 300).map((w) => h('li', {}, h('span', {class: 'worker'}, w.worker, ' ', status(...kinds[w.state])),
        h('div', {class: 'meter'}, w.state === 'RUNNING' && !w.total ? null : meter(`${w.worker} of ${t.task}`, w.done, w.total), h('span', {}, percent(w.done, w.total))),
        h('span', {class: 'detail'}, [w.rate > 0 && `${number(w.rate.toFixed(w.rate < 10 ? 1 : 0))}/s`, w.secondsLeft >= 0 && `${span(w.secondsLeft)} left`, w.message, w.host && `${w.host} (${w.pid})`].filter(Boolean).join(' · '), ' · ', time(w.updated))))));
  }

  refresh();
  return {refresh};
}
