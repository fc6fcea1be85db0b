import {fill, h, plural, time} from './dom.js';
import {get, may, post} from './api.js';
import {list, whole} from './list.js';
import {attempt, choice, code, empty, field, heading, section, sides, status} from './ui.js';

export const topics = ['commands', 'members'];
export const stay = true;
const kinds = {PENDING: 'off', RECEIVED: 'busy', DONE: 'good', FAILED: 'bad', EXPIRED: 'warn', DIED: 'bad'};

export function view(place, path) {
  let [channel, id] = path;
  let shown;
  const form = h('div', {class: 'send-form'});
  const box = h('div', {});
  const rows = list({
    label: 'Commands that were sent',
    columns: [
      {title: 'Command', grow: 2, cell: (s) => s.command || '(unreadable)'}, {title: 'Channel', grow: 1.4, kind: 'minor', cell: (s) => s.channel}, {title: 'Answers', grow: 2, cell: answers},
      {title: 'Sent', grow: 1, kind: 'minor', cell: (s) => time(s.sent)}],
    load: (offset, limit) => get('commands', {offset, limit}),
    open: (s) => `#/commands/${encodeURIComponent(s.channel)}/${encodeURIComponent(s.id)}`, key: (s) => s.id, chosen: () => id,
    nothing: empty('No command stands', 'Commands are kept for some minutes after their deadline.'),
  });
  fill(place, form, box);
  if (may('OPERATOR')) sendForm();
  detail();

  function answers(s) {
    const open = s.expected - s.done - s.failed;
    if (s.failed) return status('bad', `${s.done} done, ${s.failed} failed of ${s.expected}`);
    return open > 0 ? status('busy', `${s.done} of ${s.expected} done`) : status('good', `all ${s.expected} done`);
  }

  async function sendForm() {
    const [channels, known] = await Promise.all([get('commands/channels'), get('commands/known')]).catch(() => [[], []]);
    if (!channels.length) {
      fill(form, section('Send a command', null, empty('No channel', 'A channel is a group of members; classes with @OnCommand carry commands out.')));
      return;
    }
    const where = choice(channels, channel ?? known[0]?.channel ?? channels[0], redraw);
    const whom = choice([{value: 'all', label: 'all members'}, {value: 'some', label: 'some members'}, {value: 'leader', label: 'the leader of a role'}], 'all', redraw);
    const within = h('input', {type: 'number', min: 1, max: 86400, value: 30});
    const names = h('input', {placeholder: 'shop-1, shop-2', spellcheck: 'false'});
    const role = h('input', {placeholder: 'nightly-report', spellcheck: 'false'});
    const box_ = h('form', {class: 'form', onsubmit: send});
    let command;
    let inputs = [];
    redraw();
    fill(form, section('Send a command', null, box_));

    function redraw() {
      const here = known.filter((k) => k.channel === where.value);
      const options = [...here.map((k) => k.command), {value: '', label: 'another command'}];
      const old = command?.value;
      command = choice(options, options.includes(old) ? old : options[0].value ?? options[0], args);
      const other = h('input', {placeholder: 'name', spellcheck: 'false'});
      const argBox = h('div', {class: 'form-args'});
      command.other = other;
      fill(box_, field('Channel', where), field('Command', command), argBox, field('To', whom), whom.value === 'some' && field('Members', names, 'Ids with commas between them'), whom.value === 'leader' && field('Role', role),
        field('Deadline in seconds', within), h('div', {class: 'actions'}, h('button', {class: 'button primary', type: 'submit'}, 'Send')));
      args();

      function args() {
        const k = here.find((each) => each.command === command.value);
        inputs = k ? k.parameters.map(argument) : [h('input', {placeholder: 'one argument a field', spellcheck: 'false'})];
        fill(argBox, k?.doc && h('p', {class: 'doc'}, k.doc), !k && field('Name', other), k ? k.parameters.map((type, i) => field(`Argument ${i + 1}`, inputs[i], type)) : field('Argument', inputs[0], 'Left empty, it is sent without one'));
      }
    }

    function argument(type) {
      if (type === 'boolean' || type === 'java.lang.Boolean') return choice(['true', 'false'], 'true');
      return h('input', {spellcheck: 'false', required: true, inputmode: /^(int|long|short)$/.test(type) ? 'numeric' : 'text'});
    }

    async function send(e) {
      e.preventDefault();
      const name = command.value || command.other.value.trim();
      const values = inputs.map((i) => i.value).filter((v) => command.value || v !== '');
      const answer = await attempt(() => post('commands', {
        channel: where.value, command: name, arguments: values, within: Number(within.value),
        to: whom.value === 'some' ? names.value.split(',').map((n) => n.trim()).filter(Boolean) : [], leader: whom.value === 'leader' ? role.value.trim() : '',
      }), `${name} is sent.`);
      if (answer) location.hash = `#/commands/${encodeURIComponent(where.value)}/${encodeURIComponent(answer.id)}`;
      rows.refresh();
    }
  }

  function detail() {
    rows.draw();
    shown = id ? one(channel, id) : null;
    fill(box, sides(rows.root, shown?.root, '#/commands'));
  }

  function one(channel, id) {
    return whole({
      label: 'Answers',
      columns: [
        {title: 'Member', grow: 1.4, cell: (a) => a.member}, {title: 'State', grow: 1, cell: (a) => status(kinds[a.state] ?? 'warn', a.state.toLowerCase())},
        {title: 'Result', grow: 2, cell: (a) => h('span', {title: a.error || a.result}, a.error || a.result || '–')}],
      load: (offset, limit) => get('commands/one', {channel, id, offset, limit}),
      head: (s) => [heading(s.command, answers(s)),
        h('p', {class: 'meta'}, s.leader ? ['to the leader of ', code(s.leader)] : `to ${plural(s.expected, 'member')} of ${s.channel}`, ', sent ', time(s.sent), s.arguments?.length ? [', with ', code(s.arguments.map((a) => JSON.stringify(a)).join(', '))] : ''),
        s.expected === 0 && empty('Nobody has taken it yet', '')],
      missing: empty('It is not there', 'The command has been cleaned up.'),
    });
  }

  return {
    show: ([c, i]) => {
      channel = c;
      id = i;
      detail();
    },
    refresh: (changed) => {
      if (changed.includes('commands') || changed.includes('*')) rows.refresh();
      shown?.refresh();
    },
  };
}
