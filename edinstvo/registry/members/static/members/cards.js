/* Cards typed by keyboard alone: the page works without this, it only saves the hand its way to the mouse. */
"use strict";

const form = document.querySelector("form[data-cards]");
const shown = (field) => field.type !== "hidden" && field.tabIndex >= 0 && field.matches("input, select");
const fields = () => [...form.elements].filter(shown);

/* --- Enter goes on, from the last field it saves; Ctrl+Enter saves at once ---------------------------------------- */
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.target.matches("button, a")) return;
  event.preventDefault();
  const all = fields();
  const next = all[all.indexOf(event.target) + 1];
  if (event.ctrlKey || event.metaKey || !next) return form.requestSubmit(form.querySelector(".bar .btn-main"));
  next.focus();
  if (next.select) next.select();
});

/* --- the patronymic says the sex, until a hand has chosen it ------------------------------------------------------ */
const sex = form.elements.sex;
const endings = { female: form.dataset.female.split(" "), male: form.dataset.male.split(" ") };
const label = sex.options[0].textContent;

function suggest() {
  const name = form.elements.middle_name.value.trim().toLowerCase();
  const found = Object.keys(endings).find((one) => endings[one].some((end) => name.endsWith(end)));
  const words = found && [...sex.options].find((option) => option.value === found).textContent;
  sex.options[0].textContent = words ? `${label}: ${words}` : label;
}

form.elements.middle_name.addEventListener("input", suggest);
suggest();
