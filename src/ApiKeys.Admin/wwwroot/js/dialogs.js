// While a Mud dialog is open the page behind it is inert, so focus can't leave; afterwards focus returns to where it came from.
// Mud alone loses both when the dialog was opened from a menu, whose item is gone by then.
(() => {
  let last = null;
  let opener = null;

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
    const open = document.querySelector(".mud-dialog-container") !== null;
    if (open && !shell.inert) {
      opener = last;
      shell.inert = true;
    } else if (!open && shell.inert) {
      shell.inert = false;
      const target = opener?.isConnected ? opener : document.querySelector("main h1");
      // Whatever took focus on purpose keeps it.
      if (!document.activeElement || document.activeElement === document.body) target?.focus({ preventScroll: true });
    }
  };

  new MutationObserver(update).observe(document.body, { childList: true });
})();

// Enter in a field that collects adds what was typed, instead of sending the form around it; in an empty one it sends.
document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("[data-enter-presses]");
  if (!field || event.key !== "Enter" || event.isComposing || field.value.trim() === "") return;
  event.preventDefault();
  document.getElementById(field.dataset.enterPresses)?.click();
});
