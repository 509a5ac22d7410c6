// Shows what was said. Every text is inserted as text; addresses are opened only where they are https.

const Names = { consumer: "You", bot: "Bot", agent: "Agent" };
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) { made.className = className; }
  if (text !== undefined) { made.textContent = text; }
  return made;
}

function safe(address) {
  return typeof address === "string" && address.startsWith("https://") ? address : null;
}

function picture(address, caption) {
  const figure = element("figure");
  if (safe(address)) {
    const image = element("img");
    image.src = address;
    image.alt = caption ?? "";
    image.loading = "lazy";
    figure.append(image);
  }
  if (caption) { figure.append(element("figcaption", "", caption)); }
  return figure;
}

export class Transcript {
  /**
   * @param {HTMLOListElement} list
   * @param {{ self: string, names?: object, onChoice?: (label: string, value?: string) => void }} options
   */
  constructor(list, { self, names = {}, onChoice }) {
    this.list = list;
    this.self = self;
    this.names = { ...Names, ...names };
    this.onChoice = onChoice;
    this.last = 0;

    // What is read stays in view when the list gets smaller: files above the message box, the keyboard of a telephone.
    let [isAtEnd, height] = [true, 0];
    list.addEventListener("scroll", () => { isAtEnd = list.clientHeight === height ? list.scrollHeight - list.scrollTop - height < 40 : isAtEnd; });
    new ResizeObserver(() => {
      height = list.clientHeight;
      if (isAtEnd) { this.scroll(); }
    }).observe(list);
  }

  clear() {
    this.list.replaceChildren();
    this.last = 0;
  }

  /** Shows a message of the stream; one that is there already is passed over. */
  add(message) {
    if (message.number <= this.last) {
      return;
    }

    this.last = message.number;
    if (message.from === "consumer") {
      this.retireChoices();
      this.settle(message.text);
    }

    if (!message.text && !message.image && !message.cards && !message.choices) {
      return;
    }

    const item = this.bubble(message.from, new Date(message.at));
    const body = item.querySelector(".body");
    if (message.text) { body.append(element("p", "text", message.text)); }
    if (message.image) { body.append(picture(message.image.url, message.image.caption)); }
    if (message.cards) { body.append(this.cards(message.cards)); }
    if (message.choices) { item.append(this.choices(message)); }
    item.dataset.number = message.number;

    // What is still on its way stays below what has arrived.
    this.list.insertBefore(item, this.list.querySelector(".pending"));
    this.scroll();
  }

  /** Shows something of one's own that is on its way. */
  pend(text) {
    const item = this.bubble(this.self, new Date());
    item.classList.add("pending");
    item.querySelector(".body").append(element("p", "text", text));
    item.querySelector(".meta").append(element("span", "state", "sending…"));
    this.list.append(item);
    this.scroll();
    return {
      item,
      fail: (reason, again) => {
        item.classList.add("failed");
        const state = item.querySelector(".state");
        state.textContent = reason;
        const button = element("button", "quiet small", "Send again");
        button.type = "button";
        button.addEventListener("click", () => { item.remove(); again(); });
        item.append(button);
      },
    };
  }

  note(text) {
    this.list.append(element("li", "note", text));
    this.scroll();
  }

  /** Takes away what has arrived; also what seemed to have failed, where only the answer was lost. */
  settle(text) {
    const waiting = [...this.list.querySelectorAll(".pending:not(.failed)"), ...this.list.querySelectorAll(".failed")];
    waiting.find(item => item.querySelector(".text").textContent === text)?.remove();
  }

  bubble(from, at) {
    const item = element("li", `message ${from} ${from === this.self ? "own" : "other"}`);
    const meta = element("p", "meta");
    meta.append(element("span", "who", this.names[from]), " ", element("time", "", clock.format(at)));
    meta.querySelector("time").dateTime = at.toISOString();
    item.append(meta, element("div", "body"));
    return item;
  }

  cards(cards) {
    const list = element("ul", "cards");
    for (const card of cards) {
      const item = element("li", "");
      if (safe(card.image)) { item.append(picture(card.image)); }
      if (card.title) { item.append(element("strong", "", card.title)); }
      if (card.subtitle) { item.append(element("span", "", card.subtitle)); }
      if (safe(card.url)) { item.append(this.link(card.title ?? card.url, card.url)); }
      for (const button of card.buttons ?? []) {
        item.append(safe(button.url) ? this.link(button.label, button.url) : this.choice(button.label, button.value));
      }
      list.append(item);
    }
    return list;
  }

  choices(message) {
    const group = element("div", `choices ${message.display ?? "buttons"}`);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Answers");
    for (const { label, value } of message.choices) {
      group.append(this.choice(label, value));
    }
    return group;
  }

  choice(label, value) {
    const button = element("button", "choice", label);
    button.type = "button";
    button.disabled = !this.onChoice;
    button.addEventListener("click", () => this.onChoice(label, value ?? undefined));
    return button;
  }

  link(label, address) {
    const link = element("a", "", label);
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }

  retireChoices() {
    for (const button of this.list.querySelectorAll("button.choice")) {
      button.disabled = true;
    }
  }

  scroll() {
    this.list.scrollTop = this.list.scrollHeight;
  }
}
