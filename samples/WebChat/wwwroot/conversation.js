// One conversation, as its consumer: says, sends files, listens.
import { stream } from "./events.js";

const Kept = "conversation";
const Away = "The bank cannot be reached now. Try again in a while.";

/** Tells what a refusal says. */
export async function problemOf(response) {
  const problem = await response.json().catch(() => null);
  return problem?.detail ?? problem?.title ?? `The server answered ${response.status}.`;
}

export class Conversation {
  constructor(opened) {
    this.id = opened.conversationId;
    this.token = opened.token;
    this.expiresAt = new Date(opened.expiresAt);
    this.bot = opened.bot;
  }

  /** The conversation that this browser had last, in any tab. */
  static kept() {
    const opened = JSON.parse(localStorage.getItem(Kept) ?? "null");
    return opened && new Date(opened.expiresAt) > new Date() ? new Conversation(opened) : null;
  }

  static forget() {
    localStorage.removeItem(Kept);
  }

  /** Hears when another tab begins or leaves a conversation. */
  static onChanged(changed) {
    addEventListener("storage", event => { if (event.key === Kept) { changed(); } });
  }

  static async create(bot) {
    const response = await fetch("conversations", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ bot }) })
      .catch(() => { throw new Refusal(Away); });
    if (!response.ok) {
      throw new Error(await problemOf(response));
    }

    const conversation = new Conversation({ ...(await response.json()), bot });
    conversation.keep();
    return conversation;
  }

  keep() {
    localStorage.setItem(Kept, JSON.stringify({ conversationId: this.id, token: this.token, expiresAt: this.expiresAt, bot: this.bot }));
  }

  get address() {
    return `conversations/${encodeURIComponent(this.id)}`;
  }

  get headers() {
    return { "Conversation-Token": this.token };
  }

  /** Says something; again and again under the same id while the server cannot be reached. */
  async say(text, payload, id) {
    const body = JSON.stringify({ id, text, payload });
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await fetch(`${this.address}/messages`, { method: "POST", headers: { ...this.headers, "Content-Type": "application/json" }, body });
        if (response.ok) {
          return;
        }

        if (response.status < 500 && response.status !== 429) {
          throw new Refusal(await problemOf(response));
        }
      } catch (problem) {
        if (!(problem instanceof TypeError)) {
          throw problem;
        }
      }

      if (attempt === 30) {
        throw new Refusal(Away);
      }

      await new Promise(resolve => setTimeout(resolve, 1000));
    }
  }

  /** Sends a file, and tells how much of it has gone. */
  upload(file, id, onProgress) {
    // Only XMLHttpRequest tells how much of a request has been sent.
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const form = new FormData();
      form.append("file", file, file.name);
      request.open("POST", `${this.address}/files?id=${encodeURIComponent(id)}`);
      request.setRequestHeader("Conversation-Token", this.token);
      request.responseType = "json";
      request.upload.addEventListener("progress", event => { if (event.lengthComputable) { onProgress(event.loaded / event.total); } });
      request.addEventListener("load", () => request.status < 300 ? resolve() : reject(new Refusal(request.response?.detail ?? `The server answered ${request.status}.`)));
      request.addEventListener("error", () => reject(new Refusal("The connection broke off.")));
      request.send(form);
    });
  }

  /** Asks for a fresh token while the old one is good. */
  async renew() {
    const response = await fetch(`${this.address}/token`, { method: "POST", headers: this.headers }).catch(() => null);
    if (response?.ok) {
      const renewed = await response.json();
      this.token = renewed.token;
      this.expiresAt = new Date(renewed.expiresAt);
      this.keep();
    }
  }

  /** Takes over the token that another tab was given. */
  adopt(other) {
    this.token = other.token;
    this.expiresAt = other.expiresAt;
  }

  /** Listens until the signal is aborted; tells the status that ended it. */
  listen(signal, hearing) {
    return stream(`${this.address}/events`, { headers: () => this.headers, signal, ...hearing });
  }
}

/** The server has refused, for good. */
export class Refusal extends Error { }
