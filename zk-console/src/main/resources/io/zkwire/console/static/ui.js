// The parts that pages are made of.
import {h} from './dom.js';

/** A status: colour, sign and word, so that nobody needs to see the colour. */
export function status(kind, text) {
  const signs = {good: '●', bad: '▲', warn: '◆', off: '○', busy: '◐'};
  return h('span', {class: `status ${kind}`}, h('span', {'aria-hidden': 'true'}, signs[kind] ?? '●'), ' ', text);
}

export const empty = (title, text) => h('div', {class: 'empty'}, h('p', {class: 'empty-title'}, title), text && h('p', {}, text));
export const code = (text) => h('code', {}, text);

/** A heading with what belongs to its right. */
export const heading = (title, actions) => h('div', {class: 'card-head'}, h('h2', {}, title), h('div', {class: 'actions'}, actions));

/** A card with a heading. */
export const section = (title, actions, ...children) =>
  h('section', {class: 'card'}, heading(title, actions), ...children);

/** A button. */
export function button(text, onclick, kind = '', props = {}) {
  return h('button', {type: 'button', class: `button ${kind}`, onclick, ...props}, text);
}

/** A labelled field. */
let fields = 0;
export function field(label, input, hint) {
  const id = `field-${++fields}`;
  input.id = id;
  const note = hint ? h('p', {class: 'hint', id: `${id}-hint`}, hint) : null;
  if (note) input.setAttribute('aria-describedby', note.id);
  return h('div', {class: 'field'}, h('label', {for: id}, label), input, note);
}

export const choice = (options, value, onchange) =>
  h('select', {onchange}, options.map((o) => h('option', {value: o.value ?? o, selected: (o.value ?? o) === value}, o.label ?? o)));

/** Says for a moment that something was done, or not. */
export function toast(text, kind = 'good') {
  const place = document.querySelector('.toasts');
  const note = h('div', {class: `toast ${kind}`}, text);
  place.append(note);
  setTimeout(() => note.remove(), kind === 'good' ? 4000 : 9000);
}

/** Asks in a dialogue; resolves to whether it is wanted. */
export function confirm(title, text, action, kind = 'primary') {
  return new Promise((resolve) => {
    const dialog = h('dialog', {'aria-labelledby': 'dialog-title'},
      h('h2', {id: 'dialog-title'}, title), ...[text].flat().map((t) => (t instanceof Node ? t : h('p', {}, t))),
      h('div', {class: 'dialog-actions'},
        button('Cancel', () => dialog.close('no')), button(action, () => dialog.close('yes'), kind)));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Does something, and says how it went. */
export async function attempt(what, done) {
  try {
    const result = await what();
    if (done) toast(done);
    return result ?? true;
  } catch (e) {
    toast(e.message, 'bad');
    return undefined;
  }
}

/**
 * Writes what was decided from what was seen: send(expected). Where somebody else was quicker, nothing is written: both are
 * shown, and mine is written only if it is still wanted. seen is a text, and theirs makes one of what stands there now.
 */
export async function compared(send, expected, {title, seen, theirs = (t) => t, done, anyway = 'Do mine all the same'}) {
  try {
    const result = await send(expected);
    toast(done);
    return result ?? true;
  } catch (e) {
    if (e.status !== 409) {
      toast(e.message, 'bad');
      return undefined;
    }
    const {found, theirs: there} = e.body;
    const now = there ?? (found === '-1' ? '' : null);
    const text = now === null ? null : theirs(now);
    const known = found !== '?';
    const yes = await confirm(title, ['Nothing was written. This has changed since you looked:', text === null ? h('p', {}, 'What stands there now is not shown.') : diff(seen, text)],
      known ? anyway : 'Look again', known ? 'danger' : 'primary');
    return yes && known ? compared(send, found, {title, seen: text ?? seen, theirs, done, anyway}) : undefined;
  }
}

/** A search field that waits until one has typed. */
export function search(label, value, onsearch) {
  let timer;
  return h('input', {
    type: 'search', class: 'search', placeholder: label, 'aria-label': label, value, autocomplete: 'off', spellcheck: 'false',
    oninput: (e) => {
      clearTimeout(timer);
      timer = setTimeout(() => onsearch(e.target.value), 150);
    },
  });
}

/** A plain table for few rows. Where there is no room, each row becomes lines of a title and a value: hence the roles. */
export function table(label, titles, rows) {
  return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label},
    h('table', {role: 'table'}, h('thead', {}, h('tr', {role: 'row'}, titles.map((t) => h('th', {scope: 'col', role: 'columnheader'}, t)))),
      h('tbody', {role: 'rowgroup'}, rows.map((row) => h('tr', {role: 'row'}, row.map((cell, i) => h('td', {role: 'cell', 'data-title': titles[i]}, cell)))))));
}

/** What changed between two texts, line by line. */
export function diff(before, after) {
  const lines_ = (text) => (text ? text.split('\n').slice(0, 1500) : []);
  const a = lines_(before);
  const b = lines_(after);
  const common = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  const lines = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) lines.push([' ', a[i++], j++]);
    else if (j < b.length && (i === a.length || common[i][j + 1] > common[i + 1][j])) lines.push(['+', b[j++]]);
    else lines.push(['-', a[i++]]);
  }
  const names = {'+': 'added', '-': 'removed', ' ': 'same'};
  return h('div', {class: 'diff', role: 'group', 'aria-label': 'Changes', tabindex: '0'}, lines.map(([kind, text]) =>
    h('div', {class: names[kind]}, h('span', {class: 'sign'}, kind === ' ' ? '\u00a0' : kind), text === '' ? '\u00a0' : text)));
}

/** Something that is shown beside a list, or in its place where there is no room. */
export function sides(list, detail, back) {
  return h('div', {class: `sides ${detail ? 'has-detail' : ''}`}, h('div', {class: 'side-list'}, list),
    detail && h('div', {class: 'side-detail'}, h('a', {class: 'back', href: back}, '← Back to the list'), detail));
}
