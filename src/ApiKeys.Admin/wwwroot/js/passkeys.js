// Makes and uses passkeys: asks the server what to ask for, then the browser, then gives the server its answer.
(() => {
  const post = async (address, fields) => {
    const response = await fetch(address, { method: "POST", body: new URLSearchParams(fields), credentials: "same-origin", redirect: "manual" });
    if (response.status === 429) return { problem: "Too many tries came from your network. Wait a minute, then try again." };
    if (!response.ok) return { problem: "The server didn't take this. Nothing was changed. Load the page again." };
    return response.json();
  };

  const ask = async (form, fields) => {
    const options = await post(form.dataset.options, fields);
    if (options.problem || options.location) return options;
    const credential = form.dataset.passkey === "add"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    return post(form.dataset.answer, { ...fields, credential: JSON.stringify(credential) });
  };

  const words = (problem, adds) => {
    switch (problem.name) {
      case "InvalidStateError": return "This device has a passkey for you already.";
      case "NotAllowedError": return adds
        ? "No passkey was added. Nothing was changed. Try again, or go on without one."
        : `No passkey was used. Nothing was changed. A passkey works only at the address where it was added; this is ${location.host}. Try again, or go on without one.`;
      case "SecurityError": return `Browsers refuse passkeys at the address ${location.host}. Nothing was changed. Open ApiKeys at its usual address, or go on without a passkey.`;
      default: return "This browser couldn't use a passkey. Nothing was changed.";
    }
  };

  // Also for the dialog of an open page, which shows what is wrong itself.
  const run = async (form, fields) => {
    if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return { problem: "This browser has no passkeys." };
    try {
      return await ask(form, fields);
    } catch (problem) {
      return { problem: words(problem, form.dataset.passkey === "add") };
    }
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest?.("form[data-passkey]");
    if (!form) return;
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    const shown = form.querySelector("[data-passkey-problem]");
    if (button.disabled) return;
    button.disabled = true;
    shown.hidden = true;
    const trust = document.querySelector("input[type=checkbox][name$=Trust]")?.checked ? { trust: "true" } : {};
    const answer = await run(form, { ...Object.fromEntries(new FormData(form)), ...trust });
    if (answer.location) {
      location.assign(answer.location);
      return;
    }

    shown.textContent = answer.problem;
    shown.hidden = false;
    button.disabled = false;
  });

  // Every page of someone who is signed in has the form that signs out, and with it the token that a post needs.
  const prove = () => run(
    { dataset: { passkey: "get", options: "/account/prove/passkey/options", answer: "/account/prove/passkey" } },
    { __RequestVerificationToken: document.querySelector("input[name=__RequestVerificationToken]")?.value ?? "", returnUrl: "/" });

  globalThis.apiKeysPasskeys = { prove };
})();
