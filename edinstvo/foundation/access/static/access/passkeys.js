/* Asks the browser for a passkey and puts its answer into the form that was sent. */
"use strict";

(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const keys = (list) => (list || []).map((key) => ({ ...key, id: bytes(key.id) }));

  async function make(question) {
    const publicKey = { ...question, challenge: bytes(question.challenge) };
    publicKey.user = { ...question.user, id: bytes(question.user.id) };
    publicKey.excludeCredentials = keys(question.excludeCredentials);
    const made = await navigator.credentials.create({ publicKey });
    return told(made, { attestationObject: text(made.response.attestationObject) });
  }

  async function use(question) {
    const publicKey = { ...question, challenge: bytes(question.challenge) };
    publicKey.allowCredentials = keys(question.allowCredentials);
    const used = await navigator.credentials.get({ publicKey });
    return told(used, {
      authenticatorData: text(used.response.authenticatorData),
      signature: text(used.response.signature),
    });
  }

  function told(key, more) {
    const response = { clientDataJSON: text(key.response.clientDataJSON), ...more };
    return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} });
  }

  /* On the window, before the page's own listeners mark the form as sent. */
  window.addEventListener("submit", async (event) => {
    const form = event.target, answer = form.elements.answer;
    if (!form.dataset.question || answer.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const said = form.querySelector("[role=status]");
    said.textContent = form.dataset.asking;
    try {
      const question = JSON.parse(form.dataset.question);
      answer.value = await (form.dataset.passkey === "new" ? make(question) : use(question));
      form.requestSubmit();
    } catch (fault) {
      said.textContent = fault.name === "InvalidStateError" ? form.dataset.known : form.dataset.refused;
    }
  }, true);
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-question]")) form.elements.answer.value = "";
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
  for (const words of document.querySelectorAll("[data-without-script]")) words.hidden = true;
})();
