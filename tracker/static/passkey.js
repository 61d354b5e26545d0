// Asks the browser for a passkey with what the page says, and sends the answer by the page's own form.
"use strict";

const form = document.getElementById("passkey");
const trouble = document.getElementById("passkey-trouble");

async function ask() {
  trouble.hidden = true;
  try {
    const options = JSON.parse(form.dataset.options);
    const made = form.dataset.act === "make";
    const found = made
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    const answer = found.toJSON();
    if (made) answer.extensions = JSON.stringify(answer.clientExtensionResults || {});
    document.getElementById("credential").value = JSON.stringify(answer);
    form.submit();
  } catch {
    trouble.hidden = false;
  }
}

if (form && window.PublicKeyCredential) {
  document.getElementById("passkey-again").hidden = false;
  document.getElementById("passkey-again").addEventListener("click", ask);
  ask();
} else if (trouble) {
  trouble.hidden = false;
}
