// While a Mud dialog is open the page behind it is inert, focus is in the dialog, and afterwards it returns to where it came from.
// Mud alone sets the focus a round trip after the dialog is there, and loses where it came from when that was a menu's item.
(() => {
  const controls = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled";
  let last = null;
  let opener = null;

  const containers = document.getElementsByClassName("mud-dialog-container");
  const current = () => containers[containers.length - 1];

  const stops = (dialog) =>
    [...dialog.querySelectorAll(controls)].filter((control) => control.checkVisibility() && control.tabIndex >= 0 && (control.type !== "radio" || control.checked));

  const first = (dialog) => dialog.querySelector("[data-first-focus]:enabled") ?? stops(dialog)[0];

  const remember = (event) => {
    const control = event.target.closest?.("a, button, input, select, textarea, summary, [tabindex]");
    if (control && control.closest(".shell") && !control.closest("[popover], [inert]")) last = control;
  };
  document.addEventListener("focusin", remember);
  // Safari doesn't focus a button that is clicked.
  document.addEventListener("pointerdown", remember);

  const update = () => {
    const shell = document.querySelector(".shell");
    if (!shell) return;
    const dialog = current();
    const active = document.activeElement;
    if (dialog) {
      if (!shell.inert) {
        opener = last;
        shell.inert = true;
      }
      // In the same task as the change, so no key comes between: when the dialog opens, and when what had the focus has left it.
      if (!active || active === document.body || shell.contains(active)) first(dialog)?.focus({ preventScroll: true });
    } else if (shell.inert) {
      shell.inert = false;
      const target = opener?.isConnected ? opener : document.querySelector("main h1");
      // Whatever took focus on purpose keeps it.
      if (!active || active === document.body) target?.focus({ preventScroll: true });
    }
  };
  new MutationObserver(update).observe(document.body, { childList: true, subtree: true });

  const escape = () => current()?.querySelector("[data-escape]")?.click();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing && !document.querySelector("dialog[open]")) escape();
  });

  // From the press that makes a key until its token is confirmed or discarded, and while typed text isn't saved, the browser asks before it leaves.
  // The press counts here, before the server knows of it.
  let made = null;
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-holds-page]")) made = event.target;
  }, { capture: true });
  addEventListener("beforeunload", (event) => {
    if (made?.isConnected || document.querySelector("[data-holds-page]:not(form), form[data-typed]")) event.preventDefault();
  });

  globalThis.apiKeysDialogs = { current, stops, escape };
})();
