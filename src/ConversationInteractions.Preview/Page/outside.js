// The world outside: what integrations answer, what becomes of transfers and files, which intents utterances have.

import { el } from './dom.js';

const usual = { status: 200, body: '{}' };

/** Draws the answers that can be set. `change` sends a change and `act` does something. */
export function drawOutside(panel, outside, change, act) {
  panel.replaceChildren(
    ...outside.integrations.map(integration => ofIntegration(integration, change)),
    choice('Transfers', 'The next requests to the agents’ side are', outside.transfers,
      { accept: 'accepted', reject: 'rejected', silent: 'not answered' }, transfers => change({ transfers })),
    choice('Files', 'The share does with the next files', outside.files,
      { store: 'store them', fail: 'fail', pending: 'wait until you say' }, files => change({ files })),
    outside.intentNames.length > 0 ? ofIntents(outside, change) : '',
    ofEvents(act),
    el('fieldset', { class: 'stub' }, el('legend', {}, 'Process'), el('p', {}, 'Everything that is not committed is gone; a new process starts on the same store.'),
      el('div', { class: 'acts' }, el('button', { type: 'button', onclick: () => act({ kind: 'restart' }) }, 'Restart the process'))));
}

function ofIntegration(integration, change) {
  const answers = el('div', { class: 'answers' });
  const add = answer => answers.append(ofAnswer(answer, answers));
  integration.answers.forEach(add);
  const form = el('form', {
    onsubmit: event => {
      event.preventDefault();
      change({ integration: integration.name, answers: [...answers.children].map(read) });
    },
  }, el('fieldset', { class: 'stub' },
    el('legend', {}, integration.name),
    el('p', {}, integration.what),
    answers,
    el('p', { class: 'calls' }, answered(integration)),
    el('div', { class: 'acts' }, el('button', { type: 'submit', class: 'primary' }, 'Use these answers'), el('button', { type: 'button', onclick: () => add(usual) }, 'Add an answer'))));
  return form;
}

/** Tells how often integrations were called, and leaves alone what somebody is writing. */
export function countCalls(panel, outside) {
  panel.querySelectorAll('.calls').forEach((place, i) => { place.textContent = answered(outside.integrations[i]); });
}

const answered = integration =>
  `Answered ${integration.calls} ${integration.calls === 1 ? 'attempt' : 'attempts'} so far. Each attempt gets the next answer; the last one repeats.`;

function ofAnswer(answer, answers) {
  const kind = answer.timeout ? 'timeout' : answer.error ? 'error' : 'answer';
  const select = el('select', { name: 'kind', 'aria-label': 'Answer', onchange: () => toggle(row) },
    option('answer', 'Answers', kind), option('error', 'Connection fails', kind), option('timeout', 'No answer in time', kind));
  const status = el('input', { name: 'status', type: 'number', min: '100', max: '599', value: answer.status ?? 200, 'aria-label': 'Status' });
  const body = el('textarea', { name: 'body', rows: '3', spellcheck: 'false', 'aria-label': 'Body' });
  body.value = answer.body ?? '';
  const error = el('input', { name: 'error', list: 'errors', value: answer.error ?? 'connection refused', 'aria-label': 'What goes wrong' });
  const remove = el('button', { type: 'button', 'aria-label': 'Remove this answer', onclick: () => { if (answers.children.length > 1) row.remove(); } }, 'Remove');
  const row = el('div', { class: 'answer' }, el('div', { class: 'pair' }, select, status), body, error, remove);
  toggle(row);
  return row;
}

function toggle(row) {
  const kind = row.querySelector('[name=kind]').value;
  row.querySelector('[name=status]').hidden = kind !== 'answer';
  row.querySelector('[name=body]').hidden = kind !== 'answer';
  row.querySelector('[name=error]').hidden = kind !== 'error';
}

function read(row) {
  const value = name => row.querySelector(`[name=${name}]`).value;
  switch (value('kind')) {
    case 'timeout': return { timeout: true };
    case 'error': return { error: value('error') || 'connection refused' };
    default: return { status: Number(value('status')) || 200, body: value('body') };
  }
}

function option(value, text, selected) {
  return el('option', { value, selected: value === selected }, text);
}

function choice(title, label, selected, options, change) {
  return el('fieldset', { class: 'stub' }, el('legend', {}, title),
    el('label', {}, label, el('select', { onchange: event => change(event.target.value) }, Object.entries(options).map(([value, text]) => option(value, text, selected)))));
}

function ofIntents(outside, change) {
  const utterance = el('input', { required: true });
  const name = el('select', {}, outside.intentNames.map(each => option(each, each)));
  const score = el('input', { type: 'number', min: '0', max: '1', step: '0.01', value: '0.9' });
  return el('form', {
    onsubmit: event => {
      event.preventDefault();
      change({ intent: { utterance: utterance.value, name: name.value, score: Number(score.value) } });
    },
  }, el('fieldset', { class: 'stub' }, el('legend', {}, 'Intents'),
    outside.intents.map(intent => el('p', {}, `“${intent.utterance}” means ${intent.name} (${intent.score})`)),
    el('label', {}, 'The words', utterance),
    el('div', { class: 'pair' }, el('label', {}, 'mean', name), el('label', {}, 'Score', score)),
    el('div', { class: 'acts' }, el('button', { type: 'submit' }, 'Set the intent'))));
}

function ofEvents(act) {
  const name = el('input', { required: true, value: 'event' });
  const text = el('input', { required: true });
  return el('form', {
    onsubmit: event => {
      event.preventDefault();
      act({ kind: 'event', name: name.value, text: text.value });
    },
  }, el('fieldset', { class: 'stub' }, el('legend', {}, 'System event'),
    el('label', {}, 'The host’s name for it', name), el('label', {}, 'The text that starters are matched against', text),
    el('div', { class: 'acts' }, el('button', { type: 'submit' }, 'Raise the event'))));
}
