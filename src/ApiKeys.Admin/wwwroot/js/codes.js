// Copies and downloads what a page without a circuit shows, such as recovery codes. The file is made here: an address that held them would stay in the history.
(() => {
  document.addEventListener("click", async (event) => {
    const copy = event.target.closest?.("[data-says-copied]");
    if (copy) {
      const copied = await globalThis.apiKeysClipboard.outcome(copy);
      const status = document.querySelector("[data-copied]");
      if (status) status.textContent = copied ? "Copied" : "Couldn’t reach the clipboard: select and copy them";
      return;
    }

    const download = event.target.closest?.("[data-download]");
    if (!download) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([download.dataset.text], { type: "text/plain" }));
    link.download = download.dataset.download;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
})();
