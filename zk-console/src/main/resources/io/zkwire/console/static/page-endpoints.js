import {fill, h} from './dom.js';
import {get, may, post} from './api.js';
import {button, compared, confirm, empty, field, list, search, section, sides, status, table} from './ui.js';

export const topics = ['endpoints'];
export const stay = true;

export function view(place, path) {
  let text = '';
  let domain = path[0];
  const box = h('div', {});
  const rows = list({
    label: 'Domains',
    columns: [
      {title: 'Domain', grow: 2, cell: (d) => d.domain},
      {title: 'State', grow: 1.6, cell: (d) => (d.problems ? status('warn', `${d.problems} cannot be called`) : d.endpoints.length ? status('good', 'all can be called') : status('off', 'nobody'))},
      {title: 'Live', grow: 1, kind: 'minor', cell: (d) => String(d.live)}, {title: 'Static', grow: 1, kind: 'minor', cell: (d) => String(d.fixed)}],
    load: (offset, limit) => get('endpoints', {search: text, offset, limit}),
    open: (d) => `#/endpoints/${encodeURIComponent(d.domain)}`, key: (d) => d.domain, chosen: () => domain,
    nothing: empty('No domain has an endpoint', 'Classes with @ServiceEndpoint appear here; addresses that do not register themselves can be added.'),
  });
  fill(place, h('div', {class: 'bar'}, search('Search domain or address', text, (t) => { text = t; rows.refresh(); }), h('span', {class: 'gap'}),
    may('OPERATOR') && button('Add an address', () => add(domain ?? '', null))), box);

  async function change(d, body, done) {
    await compared((expected) => post('endpoints', {domain: d.domain, ...body, expected: Number(expected)}), d.version, {
      title: `Somebody else has changed ${d.domain}`, seen: d.endpoints.filter((e) => !e.id).map((e) => e.address).join('\n'), theirs: (text) => text.split(',').join('\n'), done});
    rows.refresh();
    detail();
  }

  async function add(name, seen) {
    const where = h('input', {value: name, spellcheck: 'false'});
    const address = h('input', {placeholder: '192.168.0.1:8080', spellcheck: 'false'});
    if (!(await confirm('Add a static address', [field('Domain', where), field('Address', address, 'host:port; IPv6 addresses in brackets')], 'Add'))) return;
    let d = seen?.domain === where.value ? seen : null;
    if (d === null) {
      const page = await get('endpoints', {search: where.value, limit: 500}).catch(() => ({rows: []}));
      d = page.rows.find((each) => each.domain === where.value) ?? {domain: where.value, version: -1, endpoints: []};
    }
    change(d, {to: address.value.trim()}, `${address.value} is added to ${where.value}.`);
  }

  async function edit(d, e) {
    const address = h('input', {value: e.address, spellcheck: 'false'});
    if (await confirm(`Change ${e.address}`, [field('Address', address, 'host:port')], 'Change')) change(d, {from: e.address, to: address.value.trim()}, 'The address is changed.');
  }

  async function detail() {
    rows.draw();
    if (!domain) {
      fill(box, sides(rows.root, null));
      return;
    }
    const page = await get('endpoints', {search: domain, limit: 500}).catch(() => ({rows: []}));
    const d = page.rows.find((each) => each.domain === domain);
    fill(box, sides(rows.root, d ? section(d.domain, may('OPERATOR') && button('Add an address', () => add(d.domain, d)), table(`Endpoints of ${d.domain}`, ['Address', 'Kind', 'State', 'Weight', 'Zone', 'Tags', ''], d.endpoints.slice(0, 500).map((e) => [
      h('span', {class: 'mono'}, e.address), e.id ? 'live' : 'static', e.problem ? status('bad', e.problem) : e.up ? status('good', 'up') : status('off', 'down'), String(e.weight), e.zone || '–', e.tags.join(', ') || '–',
      !e.id && may('OPERATOR') ? h('span', {class: 'actions'}, button('Change', () => edit(d, e), 'quiet', {'aria-label': `Change ${e.address}`}), button('Remove', async () => {
        if (await confirm(`Remove ${e.address}?`, 'Callers leave it out at once.', 'Remove', 'danger')) change(d, {from: e.address}, `${e.address} is removed.`);
      }, 'quiet', {'aria-label': `Remove ${e.address}`})) : ''])), !d.endpoints.length && empty('No endpoint', 'Nobody offers this domain now.')) : empty('It is not there', 'No such domain.'), '#/endpoints'));
  }

  detail();
  return {
    show: ([wanted]) => {
      domain = wanted;
      detail();
    },
    refresh: () => {
      rows.refresh();
      if (domain) detail();
    },
  };
}
