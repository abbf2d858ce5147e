// Copies what a page without a circuit shows, such as recovery codes.
(() => {
  document.addEventListener("click", async (event) => {
    const copy = event.target.closest?.("[data-says-copied]");
    if (!copy) return;
    const copied = await globalThis.apiKeysClipboard.outcome(copy);
    const status = document.querySelector("[data-copied]");
    if (status) status.textContent = copied ? "Copied" : "Couldn't reach the clipboard: select and copy them";
  });
})();
