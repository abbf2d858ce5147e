// Focus in dialogs and forms: Tab goes round a dialog, and a form that was refused shows where.
(() => {
  const tabbable = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex='0']";

  // Mud's own stops, before and behind a dialog's controls, show no focus.
  document.addEventListener("keydown", (event) => {
    const dialog = apiKeysDialogs.current()?.querySelector("[role=dialog]");
    if (event.key !== "Tab" || !dialog || event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = [...dialog.querySelectorAll(tabbable)].filter((stop) => stop.offsetHeight > 0 && stop.checkVisibility() && (stop.type !== "radio" || stop.checked));
    const [from, to] = event.shiftKey ? [stops.at(0), stops.at(-1)] : [stops.at(-1), stops.at(0)];
    if (document.activeElement !== from) return;
    event.preventDefault();
    to?.focus();
  });

  // The form that was sent last, until its answer has been shown.
  let sent = null;

  const show = () => {
    const wrong = sent?.isConnected && !document.querySelector(".button[aria-disabled=true]") && sent.querySelector("[aria-invalid=true]");
    if (!wrong) return;
    sent = null;
    (wrong.matches("fieldset") ? wrong.querySelector("input:checked, input") : wrong).focus();
  };

  // On window: after Blazor has sent it. A field that was wrong before is still so when the answer comes; one that wasn't changes with it.
  addEventListener("submit", async (event) => {
    sent = event.target;
    await apiKeysServer.answer();
    show();
  });
  new MutationObserver(show).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-invalid", "aria-disabled"] });
})();
