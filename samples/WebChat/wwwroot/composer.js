// The box in which one writes: Enter sends, Shift and Enter begin a new line, and it grows with what is written.

/** @param {HTMLFormElement} form  @param {HTMLTextAreaElement} box  @param {(text: string) => void} send */
export function compose(form, box, send) {
  const fit = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
  };
  box.addEventListener("input", fit);
  box.addEventListener("keydown", event => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    const text = box.value.trim();
    if (text) {
      box.value = "";
      fit();
      send(text);
    }
    box.focus();
  });
}
