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

  // A field that is meant to be copied is selected as soon as it has the focus, so that Ctrl+C works where the clipboard can't be reached. A round trip to the
  // server later was too late: a quick Ctrl+C copied nothing and still counted as a copy.
  const toCopy = (event) => event.target.matches?.("input[data-select-on-focus]") ? event.target : null;
  document.addEventListener("focusin", (event) => toCopy(event)?.select());
  // The press of a mouse puts the caret after the focus event.
  document.addEventListener("click", (event) => {
    const field = toCopy(event);
    if (field && field.selectionStart === field.selectionEnd) field.select();
  });

  globalThis.apiKeysClipboard = {
    outcome: async (button) => (await outcomes.get(button)) ?? false,
  };
})();
