// What the frame does without the server: the skip link, the navigation drawer, the search key, closing the person menu after a choice.
(() => {
  const isTyping = (element) =>
    element?.closest?.("input, textarea, select, [contenteditable]:not([contenteditable='false'])");

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a.skip")) {
      // Its address counts from <base>, so following it would open the start page.
      event.preventDefault();
      document.getElementById("content")?.focus();
      return;
    }

    const opener = event.target.closest?.("[data-opens]");
    if (opener) {
      document.getElementById(opener.dataset.opens)?.showModal();
      return;
    }

    const drawer = event.target.closest?.("dialog.drawer");
    if (drawer && (event.target === drawer || event.target.closest("a, [data-closes]"))) drawer.close();

    if (event.target.closest?.("[popover] a")) event.target.closest("[popover]").hidePopover();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("[role=dialog], dialog[open]")) return;
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  // A drawer left open while the window grows would hold the page behind a layer that no longer shows.
  matchMedia("(min-width: 960px)").addEventListener("change", (change) => {
    if (change.matches) document.querySelector("dialog.drawer[open]")?.close();
  });
})();
