// The picture of the dialogs, drawn by the server with what this session has reached.

import { el, find } from './dom.js';
import { api } from './api.js';

let scale = null;
let drawn = 0;

export function preparePicture(redraw) {
  find('zoom-in').addEventListener('click', () => zoom(1.25));
  find('zoom-out').addEventListener('click', () => zoom(0.8));
  find('zoom-fit').addEventListener('click', () => {
    const picture = find('canvas').querySelector('svg');
    scale = picture ? whole(picture) : null;
    apply();
  });
  find('picture-bot').addEventListener('change', redraw);
}

/** Draws the bot that has the conversation, or the one that was chosen. */
export async function drawPicture(session, follow) {
  const select = find('picture-bot');
  find('picture-choice').hidden = session.bots.length < 2;
  if (select.options.length !== session.bots.length) select.replaceChildren(...session.bots.map(bot => el('option', { value: bot }, bot)));
  if (follow) select.value = session.bot;
  const mine = ++drawn;
  const picture = await api.picture(session.id, select.value || session.bot);
  if (mine !== drawn) return;
  find('canvas').replaceChildren(picture);
  apply();
  reveal(picture);
}

export function forgetPicture() {
  scale = null;
  find('picture-bot').replaceChildren();
}

function zoom(by) {
  const picture = find('canvas').querySelector('svg');
  if (!picture) return;
  scale = Math.min(2, Math.max(0.05, (scale ?? readable(picture)) * by));
  apply();
}

/** So large that everything can be read, and no larger than it was drawn. */
function readable(picture) {
  return Math.min(1, Math.max(0.75, find('canvas').clientWidth / picture.viewBox.baseVal.width));
}

/** So small that everything can be seen. */
function whole(picture) {
  const { width, height } = picture.viewBox.baseVal;
  return Math.min(1, find('canvas').clientWidth / width, find('canvas').clientHeight / height);
}

function apply() {
  const picture = find('canvas').querySelector('svg');
  if (!picture) return;
  const size = scale ?? readable(picture);
  picture.setAttribute('width', Math.round(picture.viewBox.baseVal.width * size));
  picture.setAttribute('height', Math.round(picture.viewBox.baseVal.height * size));
}

/** Brings the current place into view, unless it is there already. */
function reveal(picture) {
  const here = picture.querySelector('[aria-current]');
  if (!here) return;
  const canvas = find('canvas');
  const [frame, place] = [canvas.getBoundingClientRect(), here.getBoundingClientRect()];
  if (place.top < frame.top || place.bottom > frame.bottom) canvas.scrollTop += place.top - frame.top - frame.height / 3;
  if (place.left < frame.left || place.right > frame.right) canvas.scrollLeft += place.left - frame.left - Math.max(12, (frame.width - place.width) / 2);
}
