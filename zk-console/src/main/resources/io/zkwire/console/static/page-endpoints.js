import {fill, h, number} from './dom.js';
import {get, may, post} from './api.js';
import {list, whole} from './list.js';
import {button, compared, confirm, empty, field, heading, search, sides, status} from './ui.js';

export const topics = ['endpoints'];
export const stay = true;

export function view(place, path) {
  let text = '';
  let domain = path[0];
  let shown;
  const box = h('div', {});
  const rows = list({
    label: 'Domains',
    columns: [
      {title: 'Domain', grow: 2, cell: (d) => d.domain},
      {title: 'State', grow: 1.6, cell: (d) => (d.problems ? status('warn', `${d.problems} cannot be called`) : d.live + d.fixed ? status('good', 'all can be called') : status('off', 'nobody'))},
      {title: 'Live', grow: 1, kind: 'minor', cell: (d) => number(d.live)}, {title: 'Static', grow: 1, kind: 'minor', cell: (d) => number(d.fixed)}],
    load: (offset, limit) => get('endpoints', {search: text, offset, limit}),
    open: (d) => `#/endpoints/${encodeURIComponent(d.domain)}`, key: (d) => d.domain, chosen: () => domain,
    nothing: empty('No domain has an endpoint', 'Classes with @ServiceEndpoint appear here; addresses that do not register themselves can be added.'),
  });
  fill(place, h('div', {class: 'bar'}, search('Search domain or address', text, (t) => { text = t; rows.refresh(); }), h('span', {class: 'gap'}),
    may('OPERATOR') && button('Add an address', () => add(domain ?? '', null))), box);

  async function change(d, body, done) {
    await compared((expected) => post('endpoints', {domain: d.domain, ...body, expected: Number(expected)}), d.version, {
      title: `Somebody else has changed ${d.domain}`, seen: d.endpoints.map((e) => e.address).join('\n'), theirs: (text) => text.split(',').join('\n'), done});
    refresh();
  }

  async function add(name, seen) {
    const where = h('input', {value: name, spellcheck: 'false'});
    const address = h('input', {placeholder: '192.168.0.1:8080', spellcheck: 'false'});
    if (!(await confirm('Add a static address', [field('Domain', where), field('Address', address, 'host:port; IPv6 addresses in brackets')], 'Add'))) return;
    let d = seen?.domain === where.value ? seen : null;
    if (d === null) {
      const there = await get('endpoints/domain', {domain: where.value, limit: 1}).catch(() => null);
      d = there?.of ?? {domain: where.value, version: -1, endpoints: []};
    }
    change(d, {to: address.value.trim()}, `${address.value} is added to ${where.value}.`);
  }

  async function edit(d, e) {
    const address = h('input', {value: e.address, spellcheck: 'false'});
    if (await confirm(`Change ${e.address}`, [field('Address', address, 'host:port')], 'Change')) change(d, {from: e.address, to: address.value.trim()}, 'The address is changed.');
  }

  const address = (e) => h('span', {class: 'mono', title: e.address}, e.address);
  const state = (e) => (e.problem ? status('bad', h('span', {title: e.problem}, e.problem)) : e.up ? status('good', 'up') : status('off', 'down'));

  const says = (e) => [e.id ? 'live' : 'static', e.weight !== 1 && `weight ${e.weight}`, e.zone && `zone ${e.zone}`, e.tags.length && e.tags.join(' ')].filter(Boolean).join(', ');

  function actions(d, e) {
    return e.id || !may('OPERATOR') ? '' : h('span', {class: 'actions'}, button('Change', () => edit(d, e), 'quiet', {'aria-label': `Change ${e.address}`}), button('Remove', async () => {
      if (await confirm(`Remove ${e.address}?`, 'Callers leave it out at once.', 'Remove', 'danger')) change(d, {from: e.address}, `${e.address} is removed.`);
    }, 'quiet', {'aria-label': `Remove ${e.address}`}));
  }

  function one(name) {
    let d;
    return whole({
      label: `Endpoints of ${name}`,
      columns: [
        {title: 'Address', grow: 2.2, cell: address}, {title: 'State', grow: 1.3, cell: state}, {title: 'What it says', grow: 1.6, kind: 'minor', cell: (e) => h('span', {title: says(e)}, says(e))},
        {title: '', grow: 2.2, cell: (e) => actions(d, e)}],
      load: (offset, limit) => get('endpoints/domain', {domain: name, offset, limit}),
      head: (of) => {
        d = of;
        return [heading(of.domain, may('OPERATOR') && button('Add an address', () => add(of.domain, of))), of.live + of.fixed === 0 && empty('No endpoint', 'Nobody offers this domain now.')];
      },
      missing: empty('It is not there', 'No such domain.'),
    });
  }

  function show(wanted) {
    domain = wanted;
    shown = domain ? one(domain) : null;
    rows.draw();
    fill(box, sides(rows.root, shown?.root, '#/endpoints'));
  }

  function refresh() {
    rows.refresh();
    shown?.refresh();
  }

  show(domain);
  return {show: ([wanted]) => show(wanted), refresh};
}
