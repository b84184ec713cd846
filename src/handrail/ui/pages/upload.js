// Dropping files, and saying how far a large chat is on its way. The form works the same without this.
"use strict";

for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const words = zone.querySelector("[data-drop-words]");
  if (words) words.hidden = false;
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("drop--over"); });
  }
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("drop--over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

const form = document.querySelector("[data-upload]");
const progress = form.querySelector("[data-upload-progress]");
const bar = progress.querySelector("progress");
const words = progress.querySelector("[data-upload-words]");
const problem = document.querySelector("[data-upload-problem]");

function refuse(sentence) {
  problem.textContent = sentence;
  problem.hidden = false;
  progress.hidden = true;
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("button[type=submit]")) button.removeAttribute("aria-disabled");
  problem.scrollIntoView({ block: "center" });
}

function show(event) {
  if (!event.lengthComputable) return;
  const part = Math.round((event.loaded / event.total) * 100);
  bar.value = part;
  words.textContent = part < 100 ? `Sent ${part} %` : "Sent. Looking into the chat.";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (form.dataset.sent) return;
  const chat = form.elements.chat.files[0];
  if (chat && chat.size > Number(form.dataset.limit)) {
    refuse("This chat is larger than this server takes. Export it again without media.");
    event.stopPropagation();
    return;
  }
  problem.hidden = true;
  progress.hidden = false;
  const sending = new XMLHttpRequest();
  sending.upload.addEventListener("progress", show);
  sending.addEventListener("load", () => {
    if (sending.status < 400) { window.location.assign(sending.responseURL); return; }
    const page = new DOMParser().parseFromString(sending.responseText, "text/html");
    const said = page.querySelector("[data-upload-problem]") || page.querySelector("main p");
    refuse(said ? said.textContent : "The chat could not be sent. Try again.");
    const fresh = page.querySelector("input[name=id]");
    if (fresh) form.elements.id.value = fresh.value;
  });
  sending.addEventListener("error", () => refuse("The chat could not be sent. Try again."));
  sending.open("POST", form.action);
  sending.send(new FormData(form));
});
