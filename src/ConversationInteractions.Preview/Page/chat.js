// Draws the conversation: what the consumer, the bot and the agent said, and what they can tap.

import { el, webAddress } from './dom.js';

/** Adds the messages of turns to the log. */
export function addTurns(log, turns, tap) {
  if (turns.length === 0) return;
  log.querySelectorAll('.empty').forEach(empty => empty.remove());
  log.querySelectorAll('.offer.quick').forEach(offer => offer.remove());
  for (const turn of turns) {
    if (turn.who === 'consumer') log.append(el('div', { class: 'bubble consumer' }, turn.what));
    else if (!(turn.who === 'agent' && turn.happenings.some(each => each.message?.fromAgent))) log.append(el('p', { class: 'aside' }, `${title(turn.who)}: ${turn.what}`));
    for (const happening of turn.happenings) log.append(...ofHappening(happening, tap));
  }
  log.scrollTop = log.scrollHeight;
}

const title = who => who.charAt(0).toUpperCase() + who.slice(1);

function ofHappening(happening, tap) {
  switch (happening.kind) {
    case 'message': return ofMessage(happening.message, tap);
    case 'transfer': return [el('p', { class: 'aside' }, `Transfer ${happening.text}`)];
    case 'toAgent': return [el('p', { class: 'aside' }, `The agent’s side gets: ${happening.text}`)];
    case 'closed': return [el('p', { class: 'aside' }, `The conversation is closed, ${happening.text}.`)];
    default: return [];
  }
}

function ofMessage(message, tap) {
  const parts = [];
  if (message.fromAgent) parts.push(el('span', { class: 'from' }, 'Agent'));
  if (message.text) parts.push(el('div', { class: message.fromAgent ? 'bubble agent' : 'bubble' }, message.text));
  if (message.image) parts.push(el('figure', {}, picture(message.image, message.caption ?? ''), el('figcaption', {}, message.caption ?? message.image)));
  if (message.cards.length > 0) parts.push(el('div', { class: 'cards', role: 'group', 'aria-label': 'Cards', tabindex: '0' }, message.cards.map(card => ofCard(card, tap))));
  if (message.payload) parts.push(el('div', { class: 'bubble' }, el('pre', {}, message.payload)));
  if (message.choices.length > 0) {
    const kind = message.display === 'quickReplies' ? 'offer quick' : message.display === 'list' ? 'offer list' : 'offer';
    parts.push(el('div', { class: kind, role: 'group', 'aria-label': 'Choices' }, message.choices.map(choice =>
      el('button', { type: 'button', onclick: () => tap(choice.label, choice.value) }, choice.image ? picture(choice.image, '') : null, choice.label))));
  }
  return parts;
}

function ofCard(card, tap) {
  return el('article', { class: 'card' },
    card.image ? picture(card.image, '') : null,
    el('div', {},
      card.title ? el('strong', {}, card.title) : null,
      card.subtitle ? el('span', { class: 'quiet' }, card.subtitle) : null,
      card.url ? link(card.url, card.url) : null),
    card.buttons.length > 0 ? el('div', { class: 'offer' }, card.buttons.map(button => button.url
      ? link(button.url, button.label)
      : el('button', { type: 'button', onclick: () => tap(button.label, button.value) }, button.label))) : null);
}

function picture(address, description) {
  const url = webAddress(address);
  return url ? el('img', { class: 'shown', src: url, alt: description, loading: 'lazy', referrerpolicy: 'no-referrer' }) : el('span', { class: 'quiet' }, address);
}

function link(address, text) {
  const url = webAddress(address);
  return url ? el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text) : el('span', {}, text === address ? address : `${text} (${address})`);
}
