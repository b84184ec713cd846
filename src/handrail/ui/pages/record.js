// What the pages of the record do with script: copy the line to publish, and tell that a pack is on its way.
"use strict";

const MAKING = "The pack is being made. Your browser saves it when it is ready.";
const AGAIN_AFTER_MS = 5000; // a download never says that it has begun: the form may be sent again then

for (const button of document.querySelectorAll("[data-copy]")) {
  const line = button.parentElement.querySelector("[data-copy-text]");
  const words = button.parentElement.querySelector("[data-copied]");
  button.hidden = !navigator.clipboard; // only there where the address is safe
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(line.textContent);
    words.textContent = "Copied";
  });
}

for (const form of document.querySelectorAll("[data-download]")) {
  form.addEventListener("submit", () => {
    const words = form.querySelector("[data-download-words]");
    words.textContent = MAKING;
    setTimeout(() => {
      words.textContent = "";
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button[type=submit]")) button.removeAttribute("aria-disabled");
    }, AGAIN_AFTER_MS);
  });
}
