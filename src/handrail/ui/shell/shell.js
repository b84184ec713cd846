// What every page does with script: blank the screen, print, close the menu, send each form once.
"use strict";

const cover = document.querySelector("[data-blank-cover]");
const opener = document.querySelector("[data-blank]");
const title = document.title;

function isWriting(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}

function blank() {
  cover.hidden = !cover.hidden;
  document.title = cover.hidden ? title : "Handrail";
  for (const part of document.body.children) {
    if (part !== cover) part.inert = !cover.hidden;
  }
  (cover.hidden ? opener : cover).focus();
}

if (cover && opener) {
  opener.hidden = false;
  opener.addEventListener("click", blank);
  cover.addEventListener("click", blank);
  document.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key.toLowerCase() === "b" && isPlain && !isWriting(event.target)) {
      event.preventDefault();
      blank();
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const menu = document.querySelector(".menu");
document.addEventListener("click", (event) => {
  if (menu && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (menu && menu.open && event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A second press would send the form twice; the server takes it once anyway.
document.addEventListener("submit", (event) => {
  for (const button of event.target.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[type=submit]")) button.removeAttribute("aria-disabled");
  }
});
