// Files on their way to the server: one after the other, each with its progress; one that did not arrive may be sent again.

export class Uploads {
  /** @param {HTMLUListElement} list */
  constructor(list) {
    this.list = list;
    this.turn = Promise.resolve();
  }

  /** @param {File} file  @param {(id: string, onProgress: (part: number) => void) => Promise<void>} send */
  add(file, send) {
    const id = crypto.randomUUID();
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.className = "name";
    name.textContent = file.name;
    const state = document.createElement("span");
    state.className = "state";
    state.setAttribute("role", "status");
    const progress = document.createElement("progress");
    progress.max = 100;
    progress.value = 0;
    progress.setAttribute("aria-label", `Sending ${file.name}`);
    item.append(name, progress, state);
    this.list.append(item);
    this.start(item, progress, state, id, send);
  }

  start(item, progress, state, id, send) {
    state.textContent = "waits";
    this.turn = this.turn.then(async () => {
      try {
        state.textContent = "0 %";
        await send(id, part => {
          progress.value = Math.round(part * 100);
          state.textContent = part < 1 ? `${progress.value} %` : "checking…";
        });
        item.remove();
      } catch (problem) {
        this.fail(item, state, problem.message, () => this.start(item, progress, state, id, send));
      }
    });
  }

  fail(item, state, reason, again) {
    item.classList.add("failed");
    state.textContent = reason;
    const buttons = [["Send again", again], ["Dismiss", () => item.remove()]].map(([label, act]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet small";
      button.textContent = label;
      button.addEventListener("click", () => {
        item.classList.remove("failed");
        buttons.forEach(b => b.remove());
        act();
      });
      return button;
    });
    item.append(...buttons);
  }
}
