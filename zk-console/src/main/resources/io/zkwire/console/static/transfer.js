// Keys as a file: an export, and an import that is seen before it is published.
import {h, plural} from './dom.js';
import {get, post} from './api.js';
import {attempt, confirm, diff, field, status, toast} from './ui.js';

const FEW = 200;

/** Saves the keys below a prefix as a file of the one who looks; secrets are left out. */
export async function exportKeys(prefix) {
  const all = await attempt(() => get('config/export', {prefix}));
  if (!all) return;
  const url = URL.createObjectURL(new Blob([JSON.stringify(all, null, 2)], {type: 'application/json'}));
  h('a', {href: url, download: 'zkwire-config.json'}).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  toast(`${plural(Object.keys(all.keys).length, 'key')} exported${all.omitted.length ? `, ${plural(all.omitted.length, 'secret')} left out` : ''}.`);
}

/** Publishes what a file of an export holds, once it was shown what that changes. */
export async function importKeys() {
  const file = h('input', {type: 'file', accept: 'application/json,.json'});
  if (!(await confirm('Import keys', [field('A file of an export', file, 'You see what it would change before anything is published.')], 'Look at it')) || !file.files.length) return;
  let keys;
  try {
    keys = JSON.parse(await file.files[0].text()).keys;
  } catch {
    toast('The file is no export.', 'bad');
    return;
  }
  const plan = await attempt(() => post('config/import', {keys, dry: true}));
  if (plan) await publishAll(keys, plan);
}

/** Publishes an import as it was seen; where somebody else was quicker, it is shown anew. */
async function publishAll(keys, plan, overtaken) {
  const wanted = plan.filter((p) => p.change === 'ADD' || p.change === 'CHANGE');
  const refused = plan.filter((p) => p.change === 'REFUSED');
  if (!wanted.length && !refused.length) {
    toast('Nothing would change.', 'warn');
    return;
  }
  const told = [...refused, ...wanted];
  const yes = await confirm(overtaken ?? `Publish ${plural(wanted.length, 'key')}?`, [
    overtaken ? 'Nothing was written. This is what the import would change now:' : `${plural(plan.length - told.length, 'key')} would stay as they are.`,
    h('ul', {class: 'items', 'aria-label': 'What changes'}, told.slice(0, FEW).map(planned)),
    told.length > FEW ? `and ${plural(told.length - FEW, 'more key')}` : ''], 'Publish');
  if (!yes) return;
  try {
    const {keys: made} = await post('config/import', {keys, dry: false, expected: Object.fromEntries(plan.map((p) => [p.key, p.version]))});
    const left = made.filter((p) => p.change === 'REFUSED').length;
    const done = made.filter((p) => p.change === 'ADD' || p.change === 'CHANGE').length;
    toast(`${plural(done, 'key')} published${left ? `, ${plural(left, 'key')} refused` : ''}.`, left ? 'warn' : 'good');
  } catch (e) {
    if (e.status === 409) await publishAll(keys, e.body.theirs, e.message.replace(/^\[.*?\] (.)/, (all, c) => c.toUpperCase()).split(',')[0]);
    else toast(e.message, 'bad');
  }
}

function planned(p) {
  const kinds = {ADD: 'good', CHANGE: 'busy', REFUSED: 'bad'};
  return h('li', {}, h('p', {}, status(kinds[p.change], p.change.toLowerCase()), ' ', h('span', {class: 'mono'}, p.key)),
    p.problem ? h('p', {class: 'problem'}, p.problem) : p.after === null ? h('p', {class: 'hint'}, 'The value is not shown.') : diff(p.before ?? '', p.after));
}
