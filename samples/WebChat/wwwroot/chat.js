// The consumer's page.
import { compose } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Transcript } from "./transcript.js";
import { Uploads } from "./uploads.js";

const Owners = {
  bot: "You are talking with our bot.",
  pending: "We are looking for an agent. You may go on writing.",
  agent: "You are talking with an agent.",
  closed: "This conversation is closed. Write to begin again.",
};
const RenewalInterval = 15 * 60 * 1000;
const $ = id => document.getElementById(id);

let conversation = null;
let ending = new AbortController();
let owner = { owner: "bot" };
const uploads = new Uploads($("uploads"));
const transcript = new Transcript($("messages"), { self: "consumer", onChoice: (label, value) => say(label, value) });

function show(element, visible) {
  element.hidden = !visible;
}

function tell(text, kind) {
  $("owner").textContent = text;
  $("owner").dataset.kind = kind;
}

function tellOwner() {
  tell(owner.message ?? Owners[owner.owner], owner.owner);
}

/** Says something. Sent again, it keeps its id: the server may have had it although no answer came. */
async function say(text, payload, id = crypto.randomUUID()) {
  const mine = conversation;
  const pending = transcript.pend(text);
  try {
    await mine.say(text, payload, id);
  } catch (problem) {
    pending.fail(problem.message, () => say(text, payload, id));
  }
}

function send(files) {
  if (!conversation) {
    return;
  }

  const mine = conversation;
  for (const file of files) {
    uploads.add(file, (id, onProgress) => mine.upload(file, id, onProgress));
  }
}

function hear({ type, data }) {
  if (type === "message") {
    transcript.add(JSON.parse(data));
  } else if (type === "owner") {
    owner = JSON.parse(data);
    tellOwner();
  } else if (type === "gap") {
    transcript.note("Older messages are not kept any more.");
  }
}

async function open(next) {
  ending.abort();
  ending = new AbortController();
  const { signal } = ending;
  conversation = next;
  transcript.clear();
  show($("choose"), !next);
  show($("conversation"), next);
  show($("begin"), next);
  if (!next) {
    tell("Choose what you need.", "none");
    return;
  }

  tell("Connecting…", "none");
  $("text").focus();
  const renewal = setInterval(() => next.renew(), RenewalInterval);
  signal.addEventListener("abort", () => clearInterval(renewal));
  const status = await next.listen(signal, {
    onEvent: hear,
    onConnected: connected => connected ? tellOwner() : tell("The connection is away. Trying again…", "away"),
    onReplaced: () => tell("This conversation is open in other tabs. Click here to go on in this one.", "away"),
  });
  if (status !== 0) {
    Conversation.forget();
    tell("This conversation has expired.", "none");
    await open(null);
  }
}

async function begin(bot) {
  try {
    owner = { owner: "bot" };
    await open(await Conversation.create(bot));
  } catch (problem) {
    tell(problem.message, "away");
  }
}

// Buttons go away when they have been used; who uses the keyboard goes on in the message box. A tap must not bring up the keyboard of a telephone.
for (const part of [$("messages"), $("uploads")]) {
  part.addEventListener("click", event => { if (event.detail === 0 && event.target.closest("button")) { $("text").focus(); } });
}

compose($("composer"), $("text"), text => say(text));
$("attach").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => { send([...$("file").files]); $("file").value = ""; });
$("begin").addEventListener("click", () => { Conversation.forget(); open(null); document.querySelector("#choose button").focus(); });
for (const card of document.querySelectorAll("[data-bot]")) {
  card.addEventListener("click", () => begin(card.dataset.bot));
}

// Files may be dropped anywhere; the browser must never open them in place of the page.
const holdsFiles = event => event.dataTransfer?.types.includes("Files");
addEventListener("dragover", event => { if (holdsFiles(event)) { event.preventDefault(); show($("drop"), conversation); } });
addEventListener("dragleave", event => { if (!event.relatedTarget) { show($("drop"), false); } });
addEventListener("drop", event => { if (holdsFiles(event)) { event.preventDefault(); show($("drop"), false); send([...event.dataTransfer.files]); } });

Conversation.onChanged(() => {
  const kept = Conversation.kept();
  if (kept?.id !== conversation?.id) {
    open(kept);
  } else if (kept) {
    conversation.adopt(kept);
  }
});

open(Conversation.kept());
