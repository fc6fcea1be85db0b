// Builds elements. Whatever comes from a node becomes text, never markup.

/** Makes an element: h('a', {href: '#/x', class: 'y', onclick: f}, 'text', child). */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value' || name === 'checked' || name === 'disabled' || name === 'selected') element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : visible(String(child)));
  }
}

/** Puts children in the place of what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/** Characters that would turn the direction of a line, or hide, are shown as what they are. */
export function visible(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

const units = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];

/** A time as its age: "3 min ago". */
export function age(iso) {
  if (!iso) return '–';
  const seconds = Math.round((Date.now() - new Date(iso).getTime()) / 1000);
  if (seconds < 2) return 'just now';
  for (const [unit, size] of units) if (seconds >= size) return `${Math.floor(seconds / size)} ${unit} ago`;
  return 'just now';
}

/** A duration in seconds, for people. */
export function span(seconds) {
  for (const [unit, size] of units) if (seconds >= size) return `${Math.round(seconds / size)} ${unit}`;
  return '0 s';
}

/** A time element: its age, with the exact time as its title. What ZooKeeper has made itself has none. */
export function time(iso) {
  return iso && Date.parse(iso) !== 0 ? h('time', {datetime: iso, title: new Date(iso).toLocaleString()}, age(iso)) : '–';
}

export const number = (n) => Number(n).toLocaleString('en');
export const plural = (n, one, many) => `${number(n)} ${n === 1 ? one : many ?? one + 's'}`;
