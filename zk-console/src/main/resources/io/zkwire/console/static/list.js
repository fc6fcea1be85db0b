// Lists of any length: what is seen is drawn, and asked for.
import {fill, h, number} from './dom.js';
import {empty, table} from './ui.js';

const PART = 100;
const narrow = window.matchMedia('(max-width: 700px)');

/**
 * A list of any length: only what is seen is drawn, and only that is asked for.
 * columns: [{title, cell(row), grow, wide}], load(offset, limit) -> {total, rows}
 */
export function list({label, columns, load, open, key, chosen, nothing}) {
  let total = 0;
  let parts = new Map();
  let asked = 0;
  const waiting = new Set();
  const tracks = (some) => some.map((c) => `minmax(0, ${c.grow}fr)`).join(' ');
  const head = h('div', {role: 'row', class: 'row head'}, columns.map((c) => h('span', {role: 'columnheader', class: c.kind ?? ''}, c.title)));
  const space = h('div', {class: 'space', role: 'presentation'});
  const view = h('div', {class: 'viewport', tabindex: '0', role: 'rowgroup', 'aria-label': label}, space);
  const table = h('div', {role: 'table', class: 'list', 'aria-label': label}, h('div', {role: 'rowgroup', class: 'head-group'}, head), view);
  const count = h('p', {class: 'count', role: 'status'});
  const none = h('div', {hidden: true}, nothing);
  const root = h('div', {class: 'list-box'}, count, table, none);
  table.style.setProperty('--all', tracks(columns));
  table.style.setProperty('--few', tracks(columns.filter((c) => c.kind !== 'minor')));

  const height = () => (narrow.matches ? 68 : 44);

  function draw() {
    const size = height();
    space.style.height = `${total * size}px`;
    head.style.paddingRight = `calc(1.1rem + ${view.offsetWidth - view.clientWidth}px)`;
    const from = Math.max(0, Math.floor(view.scrollTop / size) - 5);
    const to = Math.min(total, Math.ceil((view.scrollTop + (view.clientHeight || 600)) / size) + 5);
    const focused = document.activeElement?.closest?.('.row')?.dataset.index;
    const rows = [];
    for (let i = from; i < to; i++) {
      const row = parts.get(Math.floor(i / PART))?.[i % PART];
      if (row === undefined) {
        want(Math.floor(i / PART));
        continue;
      }
      rows.push(line(row, i, size));
    }
    fill(space, rows);
    if (focused !== undefined) space.querySelector(`[data-index="${focused}"] .open`)?.focus({preventScroll: true});
  }

  function line(row, i, size) {
    const id = key?.(row);
    const element = h('div', {
      role: 'row', class: `row ${id !== undefined && id === chosen?.() ? 'chosen' : ''}`, 'aria-rowindex': i + 2, 'data-index': i,
    }, columns.map((c, n) => {
      const content = c.cell(row);
      const inner = n === 0 && open ? h('a', {class: 'open', href: open(row)}, content) : content;
      return h('span', {role: 'cell', class: c.kind ?? ''}, inner);
    }));
    element.style.transform = `translateY(${i * size}px)`;
    element.style.height = `${size}px`;
    return element;
  }

  async function want(part) {
    if (waiting.has(part)) return;
    waiting.add(part);
    const mine = asked;
    try {
      const page = await load(part * PART, PART);
      if (mine !== asked) return;
      total = page.total;
      parts.set(part, page.rows);
      show();
    } catch (e) {
      if (mine === asked) fill(count, e.message);
    } finally {
      waiting.delete(part);
    }
  }

  function show() {
    fill(count, total === 1 ? '1 entry' : `${number(total)} entries`);
    table.setAttribute('aria-rowcount', total + 1);
    table.hidden = total === 0;
    none.hidden = total !== 0 || !nothing;
    count.hidden = total === 0;
    draw();
  }

  /** Asks again for what is seen; what is shown stays until the answer is there. */
  async function refresh() {
    const mine = ++asked;
    waiting.clear();
    const first = Math.floor(view.scrollTop / height() / PART);
    const last = Math.floor((view.scrollTop + view.clientHeight) / height() / PART);
    try {
      const fresh = new Map();
      let newest = 0;
      for (let part = first; part <= Math.max(first, last); part++) {
        const page = await load(part * PART, PART);
        newest = page.total;
        fresh.set(part, page.rows);
      }
      if (mine !== asked) return;
      total = newest;
      parts = fresh;
      show();
    } catch (e) {
      if (mine === asked) {
        count.hidden = false;
        fill(count, e.message);
      }
    }
  }

  view.addEventListener('scroll', () => requestAnimationFrame(draw), {passive: true});
  table.addEventListener('keydown', (e) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[e.key];
    const at = document.activeElement?.closest?.('.row')?.dataset.index;
    if (!step || at === undefined) return;
    e.preventDefault();
    const next = Math.max(0, Math.min(total - 1, Number(at) + step));
    const size = height();
    if (next * size < view.scrollTop) view.scrollTop = next * size;
    if ((next + 1) * size > view.scrollTop + view.clientHeight) view.scrollTop = (next + 1) * size - view.clientHeight;
    draw();
    space.querySelector(`[data-index="${next}"] .open`)?.focus({preventScroll: true});
  });
  narrow.addEventListener('change', draw);
  new ResizeObserver(draw).observe(view);
  refresh();
  return {root, refresh, draw};
}

const FEW = 50;

/**
 * One thing that has a list of any length: a table of few rows, a list that draws what is seen of many.
 * load(offset, limit) -> {of, part: {total, rows}}; head(of) is what stands above it.
 */
export function whole({label, columns, load, head, missing}) {
  const top = h('div', {});
  const place = h('div', {});
  let rows;
  let asked = 0;

  async function refresh() {
    const mine = ++asked;
    try {
      const {of, part} = await load(0, FEW);
      if (mine !== asked) return;
      fill(top, head(of));
      if (part.total > FEW && rows) {
        rows.refresh();
      } else if (part.total > FEW) {
        rows = list({label, columns, load: async (offset, limit) => (await load(offset, limit)).part});
        fill(place, rows.root);
      } else {
        rows = undefined;
        fill(place, part.total ? table(label, columns.map((c) => c.title), part.rows.map((row) => columns.map((c) => c.cell(row)))) : null);
      }
    } catch (e) {
      if (mine !== asked) return;
      rows = undefined;
      fill(top, e.status === 404 ? missing : empty('It cannot be shown', e.message));
      fill(place);
    }
  }

  refresh();
  return {root: h('section', {class: 'card'}, top, place), refresh};
}
