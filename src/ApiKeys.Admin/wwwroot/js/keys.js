// Which key presses count: one that is held counts once, and one between the press that opens a dialog and the dialog is the dialog's.
(() => {
  const isPress = (key, target) =>
    key === "Enter" ? !target.closest?.("textarea") : key === " " && target.closest?.("button, summary, [type=checkbox], [type=radio]");

  // A key that is held down would press the next thing too: what a dialog opens with, or the button that confirms.
  document.addEventListener("keydown", (event) => {
    if (!event.repeat || !isPress(event.key, event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });

  // The second click of a double click can land on a button that has just appeared under the pointer.
  document.addEventListener("click", (event) => {
    if (event.detail < 2 || !event.target.closest?.("[data-deliberate]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });

  // Enter in a field that has a button of its own presses that, instead of sending the form around it; in an empty one it sends.
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("[data-enter-presses]");
    if (!field || event.key !== "Enter" || event.isComposing || field.value.trim() === "") return;
    event.preventDefault();
    document.getElementById(field.dataset.enterPresses)?.click();
  });

  // What is typed after the press that opens a dialog, oldest first; null when no dialog is awaited.
  let kept = null;

  const isCommand = (event) => (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");

  document.addEventListener("keydown", (event) => {
    const isText = event.key?.length === 1;
    if (!kept || isCommand(event) || !(isText || ["Enter", "Tab", "Escape", "Backspace"].includes(event.key))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // Pressed once more before anything else, Enter or Space is the same press.
    const isSamePress = kept.length === 0 && (event.key === "Enter" || event.key === " ");
    if (!event.repeat && !isSamePress) kept.push({ key: event.key, back: event.shiftKey });
  }, { capture: true });

  document.addEventListener("paste", (event) => {
    if (!kept) return;
    event.preventDefault();
    kept.push({ key: "Paste", text: event.clipboardData.getData("text/plain") });
  }, { capture: true });

  const move = (dialog, back) => {
    const stops = apiKeysDialogs.stops(dialog);
    const at = stops.indexOf(document.activeElement) + (back ? -1 : 1);
    stops.at(at % stops.length)?.focus();
  };

  const enter = (control) => {
    if (control.matches("button, a")) control.click();
    else if (control.matches("textarea")) document.execCommand("insertText", false, "\n");
    // A field's own handling first, as for a real key.
    else if (control.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))) control.form?.requestSubmit();
  };

  const press = ({ key, text, back }, dialog) => {
    const control = document.activeElement;
    if (key === "Tab") move(dialog, back);
    else if (key === "Escape") apiKeysDialogs.escape();
    else if (key === "Enter") enter(control);
    else if (key === "Backspace") document.execCommand("delete");
    else if (key === " " && control.matches("button, [type=checkbox], [type=radio]")) control.click();
    else document.execCommand("insertText", false, text ?? key);
  };

  const handOver = () => {
    const dialog = apiKeysDialogs.current();
    if (!kept || !dialog) return;
    const keys = kept;
    kept = null;
    for (const key of keys) press(key, dialog);
  };
  // After that of dialogs.js, which puts the focus into the dialog.
  new MutationObserver(handOver).observe(document.body, { childList: true, subtree: true });

  // On window: when Blazor has sent the click. What is sent after it is answered after it.
  addEventListener("click", async (event) => {
    if (!event.target.closest?.("[aria-haspopup=dialog]:not([data-opens])") || apiKeysDialogs.current()) return;
    kept ??= [];
    await apiKeysServer.answer();
    // No dialog came: refused, or open already.
    kept = null;
  });

  globalThis.apiKeysKeys = { awaitsDialog: () => kept !== null };
})();
