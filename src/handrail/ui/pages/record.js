// What the pages of the record do with script: copy the line to publish, and tell that a pack is on its way.
"use strict";

const MAKING = "The pack is being made. Your browser saves it when it is ready; please wait.";
const ARRIVED = "Your browser has the pack.";
const LOOK_EVERY_MS = 300;

for (const button of document.querySelectorAll("[data-copy]")) {
  const line = button.parentElement.querySelector("[data-copy-text]");
  const words = button.parentElement.querySelector("[data-copied]");
  button.hidden = !navigator.clipboard; // only there where the address is safe
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(line.textContent);
    words.textContent = "Copied";
  });
}

// A download tells the page nothing: the answer brings the form's number back in a cookie.
for (const form of document.querySelectorAll("[data-download]")) {
  const words = form.querySelector("[data-download-words]");
  const token = form.querySelector("[data-download-token]");
  form.addEventListener("submit", () => {
    if (form.dataset.sent) return;
    token.value = String(Date.now());
    words.textContent = MAKING;
    const looking = setInterval(() => {
      if (!document.cookie.split("; ").includes(`handrail-pack=${token.value}`)) return;
      clearInterval(looking);
      words.textContent = ARRIVED;
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button[type=submit]")) button.removeAttribute("aria-disabled");
    }, LOOK_EVERY_MS);
  });
}
