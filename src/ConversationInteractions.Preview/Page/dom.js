// Makes elements. Texts become text nodes, always: nothing that a bot or a person says is read as markup.

/** An element with attributes, listeners (names that begin with "on") and children; nothing is made of null and false. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export const find = id => document.getElementById(id);

/** Shows a text in an element, or hides the element where there is none. */
export function show(element, text) {
  element.textContent = text ?? '';
  element.hidden = !text;
}

/** Draws a part of the page anew; whoever had its focus there finds it at the same place, or else where `otherwise` is. */
export function redraw(part, draw, otherwise) {
  const controls = () => [...part.querySelectorAll('button, input, select, textarea')];
  const at = controls().indexOf(document.activeElement);
  draw();
  if (at >= 0) (controls()[Math.min(at, controls().length - 1)] ?? otherwise).focus();
}

/** Keeps the end of a list in view when the list gets smaller or comes into view, unless somebody reads further up. */
export function keepEnd(list) {
  let [isAtEnd, height] = [true, 0];
  list.addEventListener('scroll', () => { if (list.clientHeight === height) isAtEnd = list.scrollHeight - list.scrollTop - height < 40; });
  new ResizeObserver(() => {
    height = list.clientHeight;
    if (isAtEnd) list.scrollTop = list.scrollHeight;
  }).observe(list);
}

/** An address that may be opened or shown: of the web only, never a script. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
