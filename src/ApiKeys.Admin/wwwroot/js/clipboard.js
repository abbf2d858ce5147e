// The write starts inside the click: browsers refuse one that comes after a round trip to the server.
// The component then asks how it ended.
(() => {
  const outcomes = new WeakMap();

  const copyBySelection = (button, text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.style.cssText = "position:fixed;opacity:0;pointer-events:none";
    button.after(field);
    field.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    } finally {
      field.remove();
      button.focus({ preventScroll: true });
    }
  };

  const write = async (button, text) => {
    // Missing on plain http outside localhost.
    if (!navigator.clipboard) return copyBySelection(button, text);
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(button, text);
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (button) outcomes.set(button, write(button, button.dataset.copy));
  }, { capture: true });

  // What is there to be copied is selected whole from the moment it has the focus, so that one key copies it where the clipboard can't be reached. Selected
  // a round trip later, a quick press would copy nothing and count as tried.
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("input[data-copied-whole]")) event.target.select();
  });
  // The press of a mouse puts the caret after the focus event.
  document.addEventListener("click", (event) => {
    const field = event.target;
    if (field.matches?.("input[data-copied-whole]") && field.selectionStart === field.selectionEnd) field.select();
  });

  globalThis.apiKeysClipboard = {
    outcome: async (button) => (await outcomes.get(button)) ?? false,
  };
})();
