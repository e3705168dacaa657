/* Improvements over pages that already work without a script. */
"use strict";

const words = document.body.dataset;
const say = (text) => { document.getElementById("said").textContent = text; };

/* --- a button acts once ------------------------------------------------------------------------------------------ */
function mark(form, button) {
  form.dataset.sent = "yes";
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  if (button.dataset.busy) {
    button.dataset.idle = button.innerHTML;
    button.textContent = button.dataset.busy;
  }
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    if (button.dataset.idle) button.innerHTML = button.dataset.idle;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  mark(form, event.submitter);
  // A form that answers with a file leaves the page where it is: it may act again.
  if ("download" in form.dataset) setTimeout(() => release(form), 4000);
}, true);
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest && event.target.closest("form[data-sent]");
  if (form) release(form);
});

/* --- a long form keeps its draft on the server ------------------------------------------------------------------- */
const waiting = new WeakMap();

async function keep(form) {
  const status = form.querySelector("[data-draft-status]");
  const tell = (text) => { if (status) status.textContent = text; };
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: typed(form), headers: { "X-Draft": "auto" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    tell(`${words.kept} ${time}`);
  } catch {
    tell(words.unkept);
  }
}

function typed(form) {
  const data = new FormData(form);
  for (const field of form.querySelectorAll("[type=file], [type=password]")) data.delete(field.name);
  return data;
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || !form.dataset.draft) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => keep(form), 1500));
});
document.addEventListener("submit", (event) => clearTimeout(waiting.get(event.target)));

/* --- work in the background shows how far it is ------------------------------------------------------------------ */
let stream = null;

/* One piece of work a page. Its fragment asks for itself whenever "moved" is sent to it, and is still once it ends. */
function follow() {
  const element = document.querySelector("[data-moves]");
  if (!element) {
    if (stream) stream.end();
    stream = null;
  } else if (!stream) {
    stream = element.dataset.moves && window.EventSource ? listen(element.dataset.moves) : ask();
  }
}

let lastStep = 0;

function step() {
  const element = document.querySelector("[data-moves]");
  if (!element || !window.htmx || Date.now() - lastStep < 500) return;
  lastStep = Date.now();
  htmx.trigger(element, "moved");
}

function listen(address) {
  const source = new EventSource(address);
  let instead = null;
  source.addEventListener("work", step);
  source.onerror = () => { source.close(); instead ||= ask(); };
  return { end: () => { source.close(); if (instead) instead.end(); } };
}

function ask() {
  const timer = setInterval(step, 2000);
  return { end: () => clearInterval(timer) };
}

document.addEventListener("DOMContentLoaded", follow);
document.addEventListener("htmx:afterSettle", () => {
  follow();
  const row = document.querySelector(".progress .row");
  if (row) say(row.innerText.replace(/\s+/g, " "));
});

/* --- a question opens above the page ----------------------------------------------------------------------------- */
const over = document.getElementById("over");
document.addEventListener("htmx:afterSwap", (event) => {
  if (over && event.detail.target === over && !over.open) over.showModal();
});
document.addEventListener("click", (event) => {
  if (over && over.open && event.target.closest("[data-close]")) {
    event.preventDefault();
    over.close();
  }
  for (const pop of document.querySelectorAll("details.pop[open], details.more[open]")) {
    if (!pop.contains(event.target)) pop.open = false;
  }
});

/* What had the focus inside would lose it to the top of the page. */
const fold = (pop) => { if (pop.contains(document.activeElement)) pop.querySelector("summary").focus(); pop.open = false; };

/* --- keys -------------------------------------------------------------------------------------------------------- */
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll("details.pop[open], details.more[open]").forEach(fold);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = document.querySelector("[data-search]");
  if (search && search.offsetParent) {
    event.preventDefault();
    search.focus();
  }
});

document.addEventListener("htmx:sendError", () => say(words.lost));
document.addEventListener("htmx:responseError", () => say(words.lost));
