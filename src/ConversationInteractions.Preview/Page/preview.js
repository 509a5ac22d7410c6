// The page: starts sessions, does what people want done, and shows what came of it.

import { el, find, redraw, show } from './dom.js';
import { api } from './api.js';
import { addTurns } from './chat.js';
import { addHappenings } from './happenings.js';
import { answering, drawActs, drawVariables } from './state.js';
import { countCalls, drawOutside } from './outside.js';
import { drawPicture, forgetPicture, preparePicture } from './picture.js';

let session = null;
let turns = 0;
let busy = Promise.resolve();

/** Does one thing after the other; what goes wrong is told. */
function run(work) {
  const done = busy.then(async () => {
    show(find('problem'), null);
    try {
      await work();
      return true;
    } catch (error) {
      show(find('problem'), error.message);
      return false;
    }
  });
  busy = done;
  return done;
}

const act = what => run(async () => update(await api.act(session.id, { ...what, from: turns })));
const change = what => run(async () => update(await api.change(session.id, { ...what, from: turns })));
const tap = (label, value) => act({ kind: 'say', text: label, payload: value });
const handIn = file => run(async () => update(await api.file(session.id, file, turns)));

function update(view) {
  const isNew = session?.id !== view.id;
  session = view;
  turns = isNew ? view.turns.length : turns + view.turns.length;
  addTurns(find('log'), view.turns, tap);
  addHappenings(find('panel-happened'), view.turns);
  drawVariables(find('panel-variables'), view);
  redraw(find('world-acts'), () => drawActs(find('world-acts'), view, act), find('say'));
  drawOutsideUnlessEdited(view, isNew);
  find('bot-name').textContent = view.bot;
  document.title = `${view.bot} – Preview`;
  show(find('channel'), view.channel);
  show(find('owner'), answering[view.owner] ?? view.owner);
  find('owner').className = `chip ${view.owner}`;
  find('clock').hidden = false;
  find('clock-time').textContent = view.clock;
  find('save').disabled = turns === 0;
  find('send').disabled = false;
  show(find('problem'), view.problem);
  drawPicture(view, true).catch(error => show(find('problem'), error.message));
}

let outside = '';

/** Redraws the answers only where they changed, so that what somebody is writing stays. */
function drawOutsideUnlessEdited(view, isNew) {
  const now = JSON.stringify(view.outside, (name, value) => name === 'calls' ? undefined : value);
  if (isNew || now !== outside) {
    outside = now;
    redraw(find('panel-outside'), () => drawOutside(find('panel-outside'), view.outside, change, act), find('say'));
  }

  countCalls(find('panel-outside'), view.outside);
}

async function askForBot() {
  const { bots, problems } = await api.bots();
  find('start-bot').replaceChildren(...bots.map(bot => el('option', { value: bot }, bot)));
  show(find('start-problem'), problems.join('\n'));
  find('start').showModal();
}

async function start(wishes) {
  const before = session?.id;
  const view = await api.start(wishes);
  if (before) api.end(before).catch(() => { /* It ends by itself. */ });
  find('log').replaceChildren(el('p', { class: 'empty' }, 'Say something, tap a choice, drop a file or let time pass.'));
  find('panel-happened').replaceChildren(el('p', { class: 'empty' }, 'What the bot tries, calls and stores shows here.'));
  forgetPicture();
  update(view);
  find('say').focus();
}

find('start-form').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    await start({ bot: find('start-bot').value, channel: find('start-channel').value, attributes: find('start-attributes').value });
    find('start').close();
    find('say').focus();
  } catch (error) {
    show(find('start-problem'), error.message);
  }
});

find('composer').addEventListener('submit', async event => {
  event.preventDefault();
  const box = find('say');
  const text = box.value;
  if (!session || text.length === 0) return;
  box.value = '';
  if (!await act({ kind: 'say', text }) && box.value === '') box.value = text;
});

find('say').addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    find('composer').requestSubmit();
  }
});

find('file').addEventListener('change', () => {
  const [file] = find('file').files;
  if (file && session) handIn(file);
  find('file').value = '';
});

const drop = find('drop');
let over = 0;
drop.addEventListener('dragenter', event => { event.preventDefault(); over++; drop.classList.add('dropping'); });
drop.addEventListener('dragover', event => event.preventDefault());
drop.addEventListener('dragleave', () => { if (--over <= 0) { over = 0; drop.classList.remove('dropping'); } });
drop.addEventListener('drop', event => {
  event.preventDefault();
  over = 0;
  drop.classList.remove('dropping');
  if (session) for (const file of event.dataTransfer.files) handIn(file);
});

document.querySelectorAll('[data-seconds]').forEach(button => button.addEventListener('click', () => {
  if (session) act({ kind: 'advance', seconds: Number(button.dataset.seconds) });
}));

find('restart').addEventListener('click', () => run(askForBot));

find('save').addEventListener('click', () => {
  find('saved').replaceChildren();
  find('saving').showModal();
  find('saving-description').focus();
});

find('saving-close').addEventListener('click', () => find('saving').close());

find('saving-form').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    const saved = await api.save(session.id, find('saving-description').value);
    find('saved').replaceChildren(result(saved));
    if (!saved.path) download(saved.file, saved.text);
  } catch (error) {
    find('saved').replaceChildren(el('p', { class: 'problem' }, error.message));
  }
});

function result(saved) {
  return el('div', { class: saved.passed ? 'result good' : 'result bad' },
    el('strong', {}, saved.passed ? 'Saved. The script passes.' : 'Saved, but the script does not pass.'),
    el('span', {}, saved.path ? `Written to ${saved.path}` : `Downloaded as ${saved.file}. Put it beside the file of the bot. `,
      saved.path ? null : session.bots.map(bot => el('a', { href: api.definition(session.id, bot), download: true }, ` Definition of ${bot}`))),
    saved.remarks.length > 0 ? el('ul', {}, saved.remarks.map(remark => el('li', {}, remark))) : null,
    el('details', {}, el('summary', {}, 'The script'), el('pre', {}, saved.text)));
}

function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  el('a', { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

const tabs = [...document.querySelectorAll('[role=tab]')];
function select(tab) {
  for (const each of tabs) {
    const isIt = each === tab;
    each.setAttribute('aria-selected', isIt);
    each.tabIndex = isIt ? 0 : -1;
    find(each.getAttribute('aria-controls')).hidden = !isIt;
  }
}
tabs.forEach((tab, i) => {
  tab.addEventListener('click', () => select(tab));
  tab.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = tabs[(i + step + tabs.length) % tabs.length];
      select(next);
      next.focus();
    }
  });
});

preparePicture(() => run(() => drawPicture(session, false)));

// One bot needs no question; more do.
run(async () => {
  const { bots, problems } = await api.bots();
  if (bots.length === 1 && problems.length === 0) await start({ bot: bots[0] });
  else await askForBot();
});
