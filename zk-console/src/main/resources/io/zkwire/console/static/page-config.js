import {age, fill, h, number, plural, time} from './dom.js';
import {get, may, post, put, remove} from './api.js';
import {list} from './list.js';
import {exportKeys, importKeys} from './transfer.js';
import {button, choice, code, compared, confirm, diff, empty, field, search, section, sides, status, table, toast} from './ui.js';

export const topics = ['config'];
export const stay = true;
const FEW = 200;

export function view(place, path) {
  let text = '';
  let prefix = '';
  let key = path.join('/');
  let editor;
  const bar = h('div', {class: 'bar'});
  const folders = h('div', {class: 'folders'});
  const side = h('div', {});
  const detailBox = h('div', {});
  const rows = list({
    label: 'Keys',
    columns: [
      {title: 'Key', grow: 2.4, cell: (r) => r.key},
      {title: 'Value', grow: 2, cell: value},
      {title: 'Type', grow: 1.2, kind: 'minor', cell: (r) => short(r.type)},
      {title: 'Loaded', grow: 1.4, kind: 'minor', cell: loaded}],
    load: (offset, limit) => get('config', {prefix, search: text, offset, limit}),
    open: (r) => link(r.key), key: (r) => r.key, chosen: () => key,
    nothing: empty('No key fits', 'Keys appear here as soon as they have a value, or a bound class names them.'),
  });
  fill(bar, search('Search keys, types and values', text, (t) => { text = t; rows.refresh(); }), h('span', {class: 'gap'}),
    h('span', {class: 'actions'}, may('OPERATOR') && button('New key', create), may('OPERATOR') && button('Export', () => exportKeys(prefix)), may('ADMIN') && button('Import', () => importKeys().then(rows.refresh))));
  fill(place, bar, folders, side);
  drawFolders();
  show(path);

  function link(k) {
    return `#/config/${k.split('/').map(encodeURIComponent).join('/')}`;
  }

  function value(r) {
    if (r.secret) return status('off', 'secret');
    if (!r.set) return h('span', {class: 'soft'}, 'default');
    return r.value === null ? h('span', {class: 'soft'}, `${number(r.bytes)} bytes`) : h('span', {class: 'mono'}, r.value === '' ? '(empty)' : r.value);
  }

  function loaded(r) {
    if (!r.instances) return '–';
    return r.behind ? status('busy', `${r.behind} of ${r.instances} behind`) : status('good', `all ${r.instances}`);
  }

  async function drawFolders() {
    const found = await get('config/folders', {prefix}).catch(() => []);
    const crumbs = prefix ? prefix.split('/') : [];
    fill(folders, h('div', {class: 'crumbs', role: 'group', 'aria-label': 'Where you are'}, button('All keys', () => into(''), 'link'),
      crumbs.map((c, i) => ['/ ', button(c, () => into(crumbs.slice(0, i + 1).join('/')), 'link')])),
    found.length ? h('div', {class: 'chips', role: 'group', 'aria-label': 'Below it'}, found.slice(0, 40).map((f) =>
      button([f.name, ' ', h('span', {class: 'soft'}, number(f.keys))], () => into(prefix ? `${prefix}/${f.name}` : f.name), 'chip'))) : null);
  }

  function into(p) {
    prefix = p;
    rows.refresh();
    drawFolders();
  }

  function show(parts) {
    key = parts.join('/');
    editor = undefined;
    rows.draw();
    if (!key) {
      fill(side, sides(rows.root, null));
      return;
    }
    fill(detailBox, h('p', {class: 'hint'}, 'Loading…'));
    fill(side, sides(rows.root, detailBox, '#/config'));
    rows.draw();
    detail(true);
  }

  async function detail(first) {
    const mine = key;
    try {
      const [d, revisions] = await Promise.all([get('config/key', {key: mine}), get('config/history', {key: mine})]);
      if (mine !== key) return;
      if (first || !editor) {
        editor = makeEditor(d);
        fill(detailBox, editor.root, h('div', {class: 'uses'}), h('div', {class: 'history'}));
      } else {
        editor.theirs(d);
      }
      fill(detailBox.querySelector('.uses'), uses(d));
      fill(detailBox.querySelector('.history'), history(d, revisions));
    } catch (e) {
      if (first) fill(detailBox, empty('The key cannot be shown', e.message));
    }
  }

  function input(d, text) {
    if (d.row.secret) return h('input', {type: 'password', value: '', autocomplete: 'off', placeholder: 'Write a new value; the present one is not shown'});
    if (d.editor === 'boolean') return choice(['true', 'false'], text);
    if (d.editor === 'choice') return choice(d.choices.includes(text) ? d.choices : [text, ...d.choices], text);
    if (d.editor === 'integer' || d.editor === 'line') return h('input', {value: text, spellcheck: 'false', autocomplete: 'off', inputmode: d.editor === 'integer' ? 'numeric' : 'text'});
    return h('textarea', {value: pretty(d, text), rows: Math.min(18, Math.max(3, pretty(d, text).split('\n').length + 1)), spellcheck: 'false'});
  }

  function pretty(d, text) {
    if (d.editor !== 'json') return text;
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  }

  function makeEditor(d) {
    let seen = d;
    const before = d.text ?? (d.row.set ? '' : d.start);
    const control = input(d, before);
    const initial = control.value;
    const problem = h('p', {class: 'problem', role: 'alert'});
    const changes = h('div', {class: 'changes'});
    const conflict = h('div', {class: 'conflict', role: 'alert'});
    const publish = button('Publish', save, 'primary', {disabled: true});
    const undo = button('Undo', () => { control.value = initial; typed(); }, '', {disabled: true});
    const version = h('span', {class: 'soft'});
    let timer;
    control.addEventListener('input', typed);

    function typed() {
      const dirty = control.value !== initial || (!seen.row.set && !d.row.secret);
      undo.disabled = control.value === initial;
      publish.disabled = !dirty;
      fill(changes, control.value !== initial && !d.row.secret ? [h('h3', {}, 'What changes'), diff(seen.row.set ? pretty(d, seen.text ?? '') : '', control.value)] : null);
      clearTimeout(timer);
      timer = setTimeout(check, 200);
    }

    async function check() {
      if (control.value === initial) {
        fill(problem, '');
        return;
      }
      const answer = await post('config/check', {key: d.row.key, value: control.value}).catch((e) => ({problem: e.message}));
      fill(problem, answer.problem ? `It does not fit: ${answer.problem}.` : '');
      publish.disabled = Boolean(answer.problem);
    }

    async function save() {
      await write(seen.version);
    }

    async function write(expected) {
      try {
        await put('config/key', {key: d.row.key, value: control.value, expected});
        toast(`${d.row.key} is published.`);
        editor = undefined;
        detail(true);
        rows.refresh();
        drawFolders();
      } catch (e) {
        if (e.status === 409) collide(e);
        else toast(e.message, 'bad');
      }
    }

    function collide(e) {
      const theirs = e.body.theirs;
      fill(conflict, h('h3', {}, 'Somebody else has changed it'), h('p', {}, 'Nothing was written. This is what stands there now, and what yours would change:'),
        theirs?.row?.secret ? h('p', {}, 'Secret values are not shown.') : diff(theirs?.text ?? '', control.value),
        h('div', {class: 'actions'}, button('Take theirs', () => { editor = undefined; detail(true); }), button('Publish mine all the same', () => write(e.body.found), 'danger')));
    }

    /** Somebody has published while this is open: what is typed stays. */
    function theirs(now) {
      if (now.version === seen.version) {
        seen = now;
        return;
      }
      if (control.value === initial) {
        editor = undefined;
        detail(true);
      } else {
        fill(conflict, h('p', {}, 'Somebody else has published a new value while you were typing. Publishing shows you both.'));
      }
    }

    fill(version, d.version === '0' ? 'It has no value: the default is in use.' : [`Version ${d.version}, `, time(d.row.modified)]);
    const editable = may('OPERATOR') && (d.row.secret || d.text !== null || !d.row.set);
    control.disabled = !editable;
    const root = section(d.row.key, may('ADMIN') && d.row.set && button('Delete', async () => {
      if (await confirm(`Delete ${d.row.key}?`, 'Every process goes back to its default.', 'Delete', 'danger')) {
        await compared((expected) => remove('config/key', {key: d.row.key, expected}), seen.version, {title: `Somebody else has changed ${d.row.key}`, seen: seen.text, theirs: shown, done: `${d.row.key} is deleted.`});
        editor = undefined;
        detail(true);
        rows.refresh();
      }
    }, 'danger'),
    d.row.doc && h('p', {class: 'doc'}, d.row.doc),
    h('p', {class: 'meta'}, d.row.type ? code(short(d.row.type)) : h('span', {class: 'soft'}, 'No bound class uses this key.'), ' ', version),
    d.row.set && d.text === null && !d.row.secret ? h('p', {class: 'note'}, `The value is no text (${number(d.row.bytes)} bytes). It can be exported.`) : field('Value', control),
    problem, conflict, changes, editable && h('div', {class: 'actions'}, publish, undo));
    typed();
    return {root, theirs};
  }

  function uses(d) {
    const {behind, instances} = d.row;
    const old = [...new Set(d.instances.filter((i) => !i.current).map((i) => i.version))];
    return [
      d.users.length ? section('Who uses it', null, table('Who uses it', ['Member', 'Type', 'Default', 'What'], d.users.map((u) => [
        h('span', {class: 'mono', title: u.type}, `${u.type.split('.').pop()}.${u.member}`), code(short(u.valueType)), d.row.secret ? 'secret' : u.fallback ?? (u.required ? 'required' : '–'), u.doc || '–']))) : null,
      d.instances.length ? section(behind ? `${number(behind)} of ${number(instances)} still on ${old.length === 1 ? `version ${old[0]}` : 'earlier versions'}` : instances === 1 ? 'The one process has loaded it' : `All ${number(instances)} processes have loaded it`, null,
        table('Loaded versions', ['Process', 'Version', 'State'], d.instances.slice(0, FEW).map((i) => [`${i.host} (${i.pid})`, code(i.version), i.current ? status('good', 'current') : status('busy', 'behind')])),
        instances > FEW && h('p', {class: 'hint'}, `and ${plural(instances - FEW, 'more process', 'more processes')}`)) : null,
    ];
  }

  function history(d, revisions) {
    if (!revisions.length) return null;
    return section('History', null, h('ol', {class: 'revisions'}, revisions.map((r, i) => {
      const older = revisions[i + 1];
      const box = h('div', {});
      return h('li', {}, h('div', {class: 'revision'}, h('span', {class: 'mono'}, r.version), h('span', {}, r.author ?? 'unknown'), time(r.modified),
        r.present && status('good', 'present'), h('span', {class: 'gap'}),
        !r.secret && older && button('Compare', () => (box.hasChildNodes() ? fill(box) : fill(box, diff(older.text ?? '', r.text ?? ''))), 'quiet', {'aria-label': `Compare ${r.version} with the one before`}),
        !r.present && r.bytes >= 0 && may('OPERATOR') && button('Restore', async () => {
          const yes = await confirm(`Restore ${r.version}?`, [`The value of ${age(r.modified)} is published again as a new one.`, r.secret ? h('p', {}, 'It is secret.') : diff(d.text ?? '', r.text ?? '')], 'Restore');
          if (yes) {
            await compared((expected) => post('config/rollback', {key: d.row.key, version: r.version, expected}), d.version, {title: `Somebody else has changed ${d.row.key}`, seen: d.text, theirs: shown, done: `${d.row.key} is back at ${r.version}.`});
            editor = undefined;
            detail(true);
            rows.refresh();
          }
        }, 'quiet', {'aria-label': `Restore ${r.version}`})), box);
    })));
  }

  async function create() {
    const name = h('input', {placeholder: 'shop/refresh', spellcheck: 'false', autocomplete: 'off'});
    if (await confirm('A new key', [field('Key', name, 'Segments of A-Z a-z 0-9 . _ - with / between them.')], 'Go on') && name.value.trim()) location.hash = link(name.value.trim());
  }

  return {
    show,
    refresh: () => {
      rows.refresh();
      if (key) detail(false);
    },
  };
}

const shown = (theirs) => (theirs.row.secret ? null : theirs.text ?? '');
const short = (type) => (type ? type.replace(/\b[a-z][a-z0-9_]*\.(?=\w)/g, '') : '–');
