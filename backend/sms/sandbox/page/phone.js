"use strict";
// One page, one phone at a time. The address's fragment names the patient; what was read is kept in the browser.

const POLL_MS = 1000;
const STATES = {
  accepted: "on its way", queued: "on its way", sending: "on its way", sent: "sent", delivered: "delivered",
  undelivered: "never arrived", failed: "never sent", received: "sent",
};

const part = (id) => document.getElementById(id);
const shown = { patient: "", version: "", number: "", messages: [], threads: [], rendered: "" };
const read = JSON.parse(localStorage.getItem("read") || "{}");

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function national(number) {
  const digits = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return digits ? `(${digits[1]}) ${digits[2]}-${digits[3]}` : number;
}

const clock = (at) => new Date(at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
const day = (at) => new Date(at).toLocaleDateString([], { weekday: "long", month: "long", day: "numeric" });

function markRead() {
  const last = shown.messages.at(-1);
  if (!last || document.hidden) return;
  read[shown.patient] = last.at;
  localStorage.setItem("read", JSON.stringify(read));
}

function isUnread(thread) {
  if (thread.by_patient || thread.patient === shown.patient) return false;
  return !(read[thread.patient] >= thread.at);
}

function drawThreads() {
  const items = shown.threads.map((thread) => {
    const button = make("button", "person");
    button.type = "button";
    button.dataset.patient = thread.patient;
    button.setAttribute("aria-current", String(thread.patient === shown.patient));
    const time = make("time", "", clock(thread.at));
    time.dateTime = thread.at;
    const last = (thread.by_patient ? "You: " : "") + (thread.body || "Picture");
    button.append(make("span", "who", national(thread.patient)), time, make("span", "last", last));
    if (isUnread(thread)) {
      const dot = make("span", "dot");
      dot.append(make("span", "unseen", "unread"));
      button.append(dot);
    }
    button.addEventListener("click", () => pick(thread.patient));
    const item = make("li");
    item.append(button);
    return item;
  });
  const focused = document.activeElement?.dataset.patient;
  part("threads").replaceChildren(...items);
  items.find((item) => item.firstChild.dataset.patient === focused)?.firstChild.focus();
}

function words(text) {
  return text.split(/(https?:\/\/\S+)/).map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece);
    const link = make("a", "", piece);
    link.href = piece;
    link.target = "_blank";
    link.rel = "noreferrer";
    return link;
  });
}

function makeBubble(message) {
  const bubble = make("li", "bubble fresh");
  bubble.dataset.id = message.id;
  bubble.append(make("span", "unseen", message.by_patient ? "Patient:" : "Clinic:"));
  bubble.append(make("span", "pictures"));
  if (message.body) {
    const said = make("p", "said");
    said.append(...words(message.body));
    bubble.append(said);
  }
  bubble.append(make("p", "state"));
  return bubble;
}

// What the clinic sends is shown once the stand-in has fetched it; a patient's picture is only an address.
function drawPictures(bubble, message) {
  const pictures = bubble.querySelector(".pictures");
  const sources = message.media.map((each) => each.kept || (message.by_patient && each.address)).filter(Boolean);
  for (const source of sources.slice(pictures.childElementCount)) {
    const picture = make("img");
    picture.alt = "Picture sent with this text";
    picture.addEventListener("load", scrollDown);
    picture.src = source;
    pictures.append(picture);
  }
}

function refreshBubble(bubble, message) {
  drawPictures(bubble, message);
  const lost = message.status === "failed" || message.status === "undelivered";
  bubble.classList.toggle("mine", message.by_patient);
  bubble.classList.toggle("lost", lost);
  const code = message.error_code ? ` (${message.error_code})` : "";
  const state = `${clock(message.at)} · ${STATES[message.status] || message.status}${code}`;
  const line = bubble.querySelector(".state");
  if (line.textContent !== state) line.textContent = state;
}

function drawMessages() {
  const list = part("texts");
  const { scrollHeight, scrollTop, clientHeight } = part("thread");
  const atEnd = scrollHeight - scrollTop - clientHeight < 80;
  const known = new Map([...list.querySelectorAll(".bubble")].map((bubble) => [Number(bubble.dataset.id), bubble]));
  if (shown.rendered !== shown.patient || shown.messages.length < known.size || shown.messages.length === 0) {
    list.replaceChildren();
    known.clear();
  }
  shown.rendered = shown.patient;
  let today = [...list.querySelectorAll(".day")].at(-1)?.textContent;
  for (const message of shown.messages) {
    let bubble = known.get(message.id);
    if (!bubble) {
      if (day(message.at) !== today) list.append(make("li", "day", (today = day(message.at))));
      bubble = makeBubble(message);
      list.append(bubble);
    }
    refreshBubble(bubble, message);
  }
  if (shown.messages.length === 0) {
    const hint = shown.patient ? "No texts on this phone yet." : "Pick a phone, or wait for the first text.";
    list.append(make("li", "empty", hint));
  }
  if (atEnd || known.size === 0) scrollDown();
}

function scrollDown() {
  const pane = part("thread");
  pane.scrollTop = pane.scrollHeight;
}

function drawHeader() {
  part("title").textContent = shown.patient ? national(shown.patient) : "No phone picked";
  for (const control of part("answer").querySelectorAll("button, textarea")) control.disabled = !shown.patient;
  const clinic = part("clinic");
  if (clinic.dataset.patient !== shown.patient || !clinic.value) {
    clinic.dataset.patient = shown.patient;
    clinic.value = shown.messages.at(-1)?.clinic || shown.threads[0]?.clinic || shown.number;
  }
}

function complain(text) {
  part("problem").textContent = text;
  part("problem").hidden = !text;
}

function pick(number) {
  if (number !== shown.patient) history.replaceState(null, "", `#${number}`);
  shown.patient = number;
  shown.version = "";
  complain("");
  return refresh();
}

async function refresh() {
  const asked = shown.patient;
  const query = new URLSearchParams({ patient: asked, version: shown.version });
  const answer = await fetch(`/phone.json?${query}`);
  const state = await answer.json();
  if (asked !== shown.patient || !state.threads) return;
  Object.assign(shown, state);
  if (!shown.patient && shown.threads.length) {
    await pick(shown.threads[0].patient);
    return;
  }
  drawMessages();
  drawHeader();
  markRead();
  drawThreads();
}

async function send(body) {
  if (!shown.patient) return;
  complain("");
  const form = new URLSearchParams({ from: shown.patient, to: part("clinic").value.trim(), body });
  try {
    const answer = await fetch("/reply", { method: "POST", body: form });
    if (!answer.ok) {
      const reason = (await answer.json()).error;
      complain(answer.status === 502 ? `Sent, but nobody took it: ${reason}.` : `Not sent: ${reason}.`);
    }
  } catch {
    complain("Not sent: the stand-in cannot be reached.");
  }
  await refresh();
  scrollDown();
}

part("answer").addEventListener("submit", (event) => {
  event.preventDefault();
  const body = part("body").value.trim();
  if (!body) return;
  part("body").value = "";
  send(body);
});

part("body").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  part("answer").requestSubmit();
});

for (const button of document.querySelectorAll("[data-says]")) {
  button.addEventListener("click", () => send(button.dataset.says));
}

part("other").addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = part("number").value.replace(/[\s().-]/g, "");
  const number = /^\d{10}$/.test(typed) ? `+1${typed}` : typed;
  if (!/^\+[1-9]\d{6,14}$/.test(number)) {
    complain("That is not a telephone number. Write it like +1 604 555 0101.");
    return;
  }
  part("number").value = "";
  pick(number).then(() => part("body").focus());
});

window.addEventListener("hashchange", () => pick(decodeURIComponent(location.hash.slice(1))));
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh().catch(() => {}); });

async function follow() {
  try {
    if (!document.hidden) await refresh();
    if (part("problem").dataset.away) { complain(""); delete part("problem").dataset.away; }
  } catch {
    complain("The stand-in cannot be reached. Trying again …");
    part("problem").dataset.away = "yes";
  }
  setTimeout(follow, POLL_MS);
}

shown.patient = decodeURIComponent(location.hash.slice(1));
drawHeader();
follow();
