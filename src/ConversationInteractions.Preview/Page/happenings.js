// Tells what happened in each turn: rules tried and why, calls and answers, variables before and after. Events that are not known here are shown as they are.

import { el } from './dom.js';

const known = {
  'session-started': e => line('·', 'dim', 'A session begins'),
  'starter-matched': e => line('▸', 'good', 'Starts ', strong(e.place), e.text ? ` by the intent ${e.text}` : ''),
  'rule-matched': e => line('✓', 'good', strong(e.text ?? ''), ` holds at ${e.place}`, why(e)),
  'rule-rejected': e => line('✗', 'dim', `${e.text ?? ''} does not hold at ${e.place}`, why(e)),
  'interaction': e => line('▹', '', 'Runs ', strong(e.place)),
  'fallback': e => line('?', 'warn', `Nothing fits${e.place ? ` at ${e.place}` : ''}: the fallback answers`),
  'dialog-resumed': e => line('↩', '', `Goes on at ${e.place}`),
  'variable-stored': e => line('=', '', strong(e.place), ` is stored: ${e.text ?? ''}`),
  'transfer': e => line('⇢', '', `Transfer ${[e.place, e.text].filter(Boolean).join(': ')}`),
  'upload': e => line('⇡', '', `Upload ${[e.place, e.text].filter(Boolean).join(': ')}`),
  'script-printed': e => line('#', '', e.text ?? ''),
};

const troubles = new Set(['loop-cut', 'reference-unresolved', 'skill-not-numeric', 'call-failed', 'call-unknown', 'file-refused', 'place-lost', 'trigger-unknown', 'script-error',
  'script-unsupported', 'event-duplicate', 'text-reserved', 'message-too-long', 'event-unmatched', 'event-deferred', 'message-refused']);

const kinds = {
  message: e => line('“', '', e.message.text || describe(e.message)),
  call: e => line('→', '', strong(e.call.integration), ` ${e.call.request}${e.call.attempt > 1 ? ` (attempt ${e.call.attempt})` : ''}`, e.call.body ? el('pre', {}, e.call.body) : null, el('pre', {}, `← ${e.call.answer}`)),
  result: e => line('←', e.text.startsWith('Success') ? 'good' : 'bad', 'The call ended: ', strong(e.text)),
  transfer: e => line('⇢', '', `Transfer ${e.text}`),
  upload: e => line('⇡', '', `Upload ${e.text}`),
  toAgent: e => line('⇢', '', `To the agent’s side: ${e.text}`),
  closed: e => line('■', '', `The conversation is closed, ${e.text}`),
  timer: e => line('◷', 'warn', e.text),
  trace: e => known[e.code]?.(e) ?? line(troubles.has(e.code) ? '!' : '·', troubles.has(e.code) ? 'bad' : '', strong(e.code.replaceAll('-', ' ')), ` ${[e.place, e.text].filter(Boolean).join(': ')}`, why(e)),
};

export function addHappenings(panel, turns) {
  if (turns.length === 0) return;
  panel.querySelectorAll('.empty').forEach(empty => empty.remove());
  for (const turn of turns) {
    panel.append(el('article', { class: 'turn' },
      el('h3', {}, el('time', {}, turn.clock), el('span', {}, turn.who === 'consumer' ? `“${turn.what}”` : turn.what), el('small', { class: 'who' }, turn.who)),
      el('ul', {}, turn.happenings.map(happening => kinds[happening.kind]?.(happening) ?? line('·', '', `${happening.kind} ${happening.text ?? ''}`))),
      turn.changes.length > 0 ? changes(turn.changes) : null));
  }
  panel.scrollTop = panel.scrollHeight;
}

function changes(all) {
  return el('table', { class: 'changed' },
    el('thead', {}, el('tr', {}, ['Variable', 'Before', 'After'].map(head => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, all.map(change => el('tr', {},
      el('td', { title: change.scope }, change.name),
      el('td', {}, change.before === undefined ? el('span', { class: 'quiet' }, '–') : el('del', {}, change.before)),
      el('td', {}, change.after === undefined ? el('span', { class: 'quiet' }, '–') : el('ins', {}, change.after))))));
}

function describe(message) {
  if (message.image) return `Image ${message.caption ?? message.image}`;
  if (message.cards.length > 0) return `Cards: ${message.cards.map(card => card.title ?? card.subtitle ?? '').join(', ')}`;
  return message.payload ? `Payload ${message.payload}` : '(empty)';
}

const strong = text => el('b', {}, text ?? '');

const why = event => event.why ? el('span', { class: 'why' }, event.why) : null;

function line(sign, kind, ...content) {
  return el('li', { class: kind || null }, el('i', { 'aria-hidden': 'true' }, sign), el('span', {}, content));
}
