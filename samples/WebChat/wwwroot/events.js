// Reads server-sent events by fetch, which can send headers, and goes on after the last one for as long as it is wanted.

// Until somebody looks at the page or does something on it.
const looked = signal => new Promise(resolve => {
  const kinds = ["focus", "visibilitychange", "pointerdown", "keydown"];
  const done = () => {
    if (signal.aborted || document.visibilityState === "visible") {
      kinds.forEach(kind => removeEventListener(kind, done, true));
      resolve();
    }
  };
  kinds.forEach(kind => addEventListener(kind, done, true));
  signal.addEventListener("abort", done, { once: true });
});

const pause = (milliseconds, signal) => new Promise(resolve => {
  const timer = setTimeout(resolve, milliseconds);
  signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
});

async function* parse(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let event = { type: "message", data: [], id: null };
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }

    // A line may end in the next piece.
    const lines = (rest + value).split(/\r\n|\n|\r/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === "") {
        if (event.data.length > 0) {
          yield { ...event, data: event.data.join("\n") };
        }
        event = { type: "message", data: [], id: null };
        continue;
      }

      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const text = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") { event.type = text; }
      if (field === "data") { event.data.push(text); }
      if (field === "id") { event.id = text; }
    }
  }
}

/**
 * Streams events until the signal is aborted or the server says that this will not change (4xx).
 * @param {string} address
 * @param {{ headers?: () => object, signal: AbortSignal, onEvent: (event: { type: string, data: string, id: string | null }) => void, onConnected?: (connected: boolean) => void, onReplaced?: () => void }} options
 *   `headers` is asked at each connection, as a token may have been renewed since the last one. `onReplaced` hears that other pages have taken the places of this conversation's streams:
 *   this one comes back when somebody looks at it, so that pages do not chase each other away for ever.
 * @returns {Promise<number>} The status that ended it; 0 where it was aborted.
 */
export async function stream(address, { headers = () => ({}), signal, onEvent, onConnected = () => { }, onReplaced = () => { } }) {
  let last = null;
  let wait = 500;
  while (!signal.aborted) {
    let isReplaced = false;
    try {
      const response = await fetch(address, { headers: { ...headers(), ...(last ? { "Last-Event-ID": last } : {}) }, cache: "no-store", signal });
      if (response.status >= 400 && response.status < 500 && response.status !== 429) {
        return response.status;
      }

      if (response.ok) {
        onConnected(true);
        wait = 500;
        for await (const event of parse(response.body)) {
          last = event.id ?? last;
          isReplaced = event.type === "replaced";
          onEvent(event);
        }
      }
    } catch (problem) {
      // A network that is away comes back; anything else is a fault of this page.
      if (!(problem instanceof TypeError) && problem.name !== "AbortError") {
        throw problem;
      }
    }

    if (signal.aborted) {
      return 0;
    }

    if (isReplaced) {
      onReplaced();
      await looked(signal);
      continue;
    }

    onConnected(false);
    await pause(wait, signal);
    wait = Math.min(wait * 2, 8000);
  }

  return 0;
}
