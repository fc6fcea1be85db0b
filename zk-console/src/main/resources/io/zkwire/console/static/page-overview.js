import {fill, h, number, plural, time} from './dom.js';
import {get} from './api.js';
import {list} from './list.js';
import {attempt, button, code, empty, heading, search, section, status, table} from './ui.js';

export const topics = ['*'];
const kinds = {ERROR: 'bad', WARNING: 'warn', NOTE: 'off', OK: 'good'};

export function view(place, [part]) {
  let running = false;
  let again = false;
  let text = '';
  let there = !part;
  const checks = h('div', {});
  const body = h('div', {});
  const sessions = list({
    label: 'Sessions',
    columns: [
      {title: 'Process', grow: 2, cell: (p) => h('span', {class: 'strong'}, `${p.host || 'unknown'} (${p.pid})`)},
      {title: 'State', grow: 2, cell: (p) => (p.problems.length ? h('span', {title: p.problems.join('\n')}, status('bad', p.problems[0])) : status('good', 'well'))},
      {title: 'Session', grow: 1.4, kind: 'minor', cell: (p) => code(p.session)}, {title: 'Keys', grow: 1, kind: 'minor', cell: (p) => number(p.keys)},
      {title: 'Java', grow: 1, kind: 'minor', cell: (p) => p.java || '–'}, {title: 'Since', grow: 1, kind: 'minor', cell: (p) => time(p.started)}],
    load: (offset, limit) => get('processes', {search: text, offset, limit}),
    key: (p) => p.id,
    nothing: empty('Nobody is connected', 'Processes appear here as soon as they are connected with zkwire.'),
  });
  fill(place, body, h('section', {class: 'card', id: 'sessions'}, heading('Sessions', search('Search sessions', text, (t) => { text = t; sessions.refresh(); })), sessions.root), section('Checks', button('Run all checks', doctor), checks));
  fill(checks, h('p', {class: 'hint'}, 'Access lists, watches, sizes, versions, clocks and what processes report.'));

  async function doctor() {
    const found = await attempt(() => get('doctor'));
    if (found) fill(checks, table('Checks', ['Result', 'Check', 'What was found'], found.map((f) => [status(kinds[f.level], f.level.toLowerCase()), f.check, f.message])));
  }

  async function refresh() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    sessions.refresh();
    try {
      draw(await get('overview'));
      if (!there) document.getElementById(part)?.scrollIntoView();
      there = true;
    } catch (e) {
      if (!body.hasChildNodes()) fill(body, empty('The overview cannot be shown', e.message));
    }
    running = false;
    if (again) {
      again = false;
      refresh();
    }
  }

  function tile(title, value, note, href, kind = '') {
    return h('a', {class: `tile ${kind}`, href}, h('span', {class: 'tile-title'}, title), h('span', {class: 'tile-value'}, value), h('span', {class: 'tile-note'}, note));
  }

  function draw(o) {
    const all = o.groups.reduce((n, g) => n + g.members, 0);
    const well = o.groups.reduce((n, g) => n + g.available, 0);
    const up = o.servers.filter((s) => s.mode).length;
    const connections = o.servers.reduce((n, s) => n + Number(s.connections), 0);
    const bad = o.attention.filter((a) => a.level !== 'NOTE').length;
    fill(body,
      h('div', {class: 'tiles'},
        tile('Servers', `${up} of ${o.servers.length}`, up === o.servers.length ? 'all answer' : 'some do not tell', '#/overview/ensemble', up === o.servers.length ? 'good' : 'warn'),
        tile('Members', `${number(well)} of ${number(all)}`, `available in ${plural(o.groups.length, 'group')}`, '#/members', well === all ? 'good' : 'warn'),
        tile('Roles', `${number(o.roles - o.leaderless.length)} of ${number(o.roles)}`, 'have a candidate', '#/leaders', o.leaderless.length ? 'warn' : 'good'),
        tile('Keys', number(o.keys), 'have a value', '#/config'),
        tile('Sessions', number(o.processes), connections ? `of zkwire, ${plural(connections, 'connection')} in all` : 'of zkwire', '#/overview/sessions')),
      section(bad ? `Needs attention (${bad})` : 'Needs attention', null, o.attention.length
        ? h('ul', {class: 'attention'}, o.attention.map((a) => h('li', {}, status(kinds[a.level], a.level.toLowerCase()),
          h('a', {href: `#/${a.page.split('/').map(encodeURIComponent).join('/')}`}, a.what), a.detail && h('span', {class: 'detail'}, a.detail))))
        : empty('Nothing', 'Everything that the console looks at is well.')),
      h('section', {class: 'card', id: 'ensemble'}, heading('Ensemble'), table('Servers', ['Server', 'Mode', 'Version', 'Connections', 'Latency', 'Nodes'], o.servers.map((s) => [
        s.address, s.mode ? status('good', s.mode) : status('warn', s.problem), s.version || '–', s.connections || '–', s.latency ? `${Number(s.latency).toFixed(1)} ms` : '–', s.nodes ? number(s.nodes) : '–',
      ]))),
      o.groups.length ? section('Groups', null, table('Groups', ['Group', 'Members', 'State'], o.groups.slice(0, 50).map((g) => [
        h('a', {href: `#/members/${encodeURIComponent(g.group)}`}, g.group), number(g.members),
        g.unhealthy ? status('bad', `${g.unhealthy} unhealthy`) : g.offline ? status('off', `${g.offline} off line`) : status('good', 'all available'),
      ]))) : null);
  }

  refresh();
  return {refresh};
}
