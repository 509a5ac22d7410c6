// The agents' page. Agents are let in by being signed in: the header says that this page made the request.
import { compose } from "./composer.js";
import { problemOf } from "./conversation.js";
import { stream } from "./events.js";
import { Transcript } from "./transcript.js";

const Ours = { "Content-Type": "application/json", "Conversation-Request": "1" };
const $ = id => document.getElementById(id);
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

let queueEnding = new AbortController();
let ending = new AbortController();
let chosen = null;
let owner = null;
let isAccepting = false;
const transcript = new Transcript($("messages"), { self: "agent", names: { consumer: "Consumer", agent: "You" } });

const post = (address, body) => fetch(address, { method: "POST", headers: Ours, body: JSON.stringify(body) });

function show(element, visible) {
  element.hidden = !visible;
}

async function report(event, text, id = crypto.randomUUID()) {
  $("problem").textContent = "";
  try {
    const response = await post(`conversations/${encodeURIComponent(chosen.conversationId)}/agent-reports`, { id, transferId: chosen.transferId, event, text });
    if (!response.ok) {
      $("problem").textContent = await problemOf(response);
    }
    return response.ok;
  } catch (problem) {
    if (!(problem instanceof TypeError)) {
      throw problem;
    }
    $("problem").textContent = "The server cannot be reached now. Try again.";
    return false;
  }
}

function update() {
  const isOurs = chosen && owner?.transferId === chosen.transferId;
  const isConnected = isOurs && owner.owner === "agent";
  show($("accept"), isOurs && owner.owner === "pending");
  show($("return"), isConnected);
  show($("close"), isConnected);
  show($("composer"), isConnected);
  if (isConnected && isAccepting) {
    isAccepting = false;
    $("text").focus();
  }
  $("who").textContent = !chosen ? "" : isConnected ? `${chosen.bot} · you have this conversation`
    : isOurs ? `${chosen.bot} · skill ${chosen.skillId} · waits` : `${chosen.bot} · not with you any more`;
}

function hear({ type, data }) {
  if (type === "message") {
    transcript.add(JSON.parse(data));
  } else if (type === "owner") {
    owner = JSON.parse(data);
    update();
  } else if (type === "gap") {
    transcript.note("Older messages are not kept any more.");
  }
}

function choose(transfer) {
  ending.abort();
  ending = new AbortController();
  [chosen, owner, isAccepting] = [transfer, null, false];
  transcript.clear();
  $("problem").textContent = "";
  show($("conversation"), true);
  show($("nothing"), false);
  update();
  mark();
  stream(`conversations/${encodeURIComponent(transfer.conversationId)}/events`, { signal: ending.signal, onEvent: hear });
}

function mark() {
  for (const button of document.querySelectorAll("#queue button")) {
    button.setAttribute("aria-current", String(button.dataset.transfer === chosen?.transferId));
  }
}

function list(queue) {
  const focused = document.activeElement?.dataset?.transfer;
  $("queue").replaceChildren(...queue.map(transfer => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.transfer = transfer.transferId;
    const title = document.createElement("strong");
    title.textContent = transfer.bot;
    const detail = document.createElement("span");
    detail.textContent = `${transfer.status === "connected" ? "with an agent" : "waits"} · ${clock.format(new Date(transfer.requestedAt))} · skill ${transfer.skillId}`;
    button.append(title, detail);
    button.addEventListener("click", () => choose(transfer));
    const item = document.createElement("li");
    item.className = transfer.status;
    item.append(button);
    return item;
  }));
  mark();
  [...document.querySelectorAll("#queue button")].find(b => b.dataset.transfer === focused)?.focus();
  show($("queue-empty"), queue.length === 0);
  $("nothing").textContent = queue.length === 0 ? "Whoever asks for an agent appears in the list." : "Choose a conversation from the list.";
  $("owner").textContent = `${queue.filter(t => t.status === "waiting").length} waiting`;
}

function ask(visible) {
  show($("sign-in"), visible);
  show($("desk"), !visible);
  show($("leave"), !visible);
  if (visible) {
    $("owner").textContent = "";
    $("key").focus();
  }
}

async function watch() {
  queueEnding = new AbortController();
  const status = await stream("desk/queue", {
    signal: queueEnding.signal,
    onEvent: event => { if (event.type === "queue") { list(JSON.parse(event.data)); } },
    onConnected: connected => { if (connected) { ask(false); } else { $("owner").textContent = "The connection is away. Trying again…"; } },
  });
  if (status !== 0) {
    ask(true);
  }
}

$("sign-in-form").addEventListener("submit", async event => {
  event.preventDefault();
  $("sign-in-problem").textContent = "";
  const response = await post("desk/sign-in", { key: $("key").value }).catch(() => null);
  if (!response) {
    $("sign-in-problem").textContent = "The server cannot be reached now. Try again.";
  } else if (response.ok) {
    $("key").value = "";
    watch();
  } else {
    $("sign-in-problem").textContent = await problemOf(response);
  }
});
$("leave").addEventListener("click", async () => {
  const response = await post("desk/sign-out", {}).catch(() => null);
  if (!response?.ok) {
    $("owner").textContent = "You are still signed in: the server cannot be reached now.";
    return;
  }

  queueEnding.abort();
  ending.abort();
  [chosen, owner] = [null, null];
  show($("conversation"), false);
  show($("nothing"), true);
  ask(true);
});

// The buttons come and go with what the stream tells; the focus goes where the agent goes on.
$("accept").addEventListener("click", async () => {
  isAccepting = await report("connected");
  update();
});
$("return").addEventListener("click", async () => { if (await report("returned")) { $("messages").focus(); } });
$("close").addEventListener("click", async () => { if (await report("closed")) { $("messages").focus(); } });
// What was not said is kept under its id: the server may have had it although no answer came, and the consumer must not hear it twice.
let unsaid = null;
compose($("composer"), $("text"), async text => {
  const { transferId } = chosen;
  const id = unsaid?.text === text && unsaid.transferId === transferId ? unsaid.id : crypto.randomUUID();
  unsaid = await report("said", text, id) ? null : { text, transferId, id };
  if (unsaid && chosen?.transferId === transferId && !$("text").value) {
    $("text").value = text;
  }
});

watch();
