// Where the conversation stands: variables, places, timers, and what the agent and the share can do now.

import { el } from './dom.js';

export function drawVariables(panel, session) {
  const facts = [
    ['Bot', session.bot],
    ['Answers the consumer', owners[session.owner] ?? session.owner],
    ...session.places.map((place, i) => [i === session.places.length - 1 ? 'Waits at' : 'Below it', `${place.dialog} › ${place.interaction}`]),
    ...session.timers.map(timer => [timer.what, `in\u00a0${timer.in}`]),
    ...session.pendingUploads.map(file => ['Upload under way', file]),
  ];
  panel.replaceChildren(
    el('dl', { class: 'facts-list' }, facts.map(([term, value]) => el('div', {}, el('dt', {}, term), el('dd', {}, value)))),
    session.variables.length === 0 ? el('p', { class: 'empty' }, 'No variables yet.') : el('table', {},
      el('thead', {}, el('tr', {}, ['Variable', 'Value', 'Scope'].map(head => el('th', { scope: 'col' }, head)))),
      el('tbody', {}, session.variables.map(variable => el('tr', {}, el('td', {}, variable.name), el('td', {}, variable.value), el('td', { class: 'quiet' }, variable.scope))))));
}

const owners = { bot: 'The bot', pending: 'Nobody yet: a transfer is pending', agent: 'An agent', closed: 'Nobody: closed' };

/** The same in two words. */
export const answering = { bot: 'Bot answers', pending: 'Nobody yet', agent: 'Agent answers', closed: 'Closed' };

/** Buttons for the agent's side and the share, where they have something to do. */
export function drawActs(place, session, act) {
  const rows = [];
  const button = (text, what) => el('button', { type: 'button', onclick: () => act(what) }, text);
  if (session.owner === 'pending') {
    rows.push(row('The agent', button('connects', { kind: 'agent', name: 'connects' }), button('declines', { kind: 'agent', name: 'fails' })));
  }
  if (session.owner === 'agent') {
    const words = el('input', { 'aria-label': 'Say something as the agent', placeholder: 'Say something as the agent' });
    rows.push(row('The agent',
      el('form', { onsubmit: event => { event.preventDefault(); if (words.value) act({ kind: 'agent', name: 'says', text: words.value }); } }, words, el('button', { type: 'submit' }, 'Say')),
      button('returns it', { kind: 'agent', name: 'returns' }), button('closes it', { kind: 'agent', name: 'closes' }), button('leaves', { kind: 'agent', name: 'fails' })));
  }
  if (session.pendingUploads.length > 0) {
    rows.push(row(`The share, with ${session.pendingUploads[0]}`, button('stores it', { kind: 'share', name: 'stores' }), button('fails', { kind: 'share', name: 'fails' })));
  }
  place.replaceChildren(...rows);
}

function row(title, ...content) {
  return el('div', { class: 'row', role: 'group', 'aria-label': title }, el('span', {}, title), content);
}
