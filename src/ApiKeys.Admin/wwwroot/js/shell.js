// What the frame does without the server: the skip link, the navigation drawer, closing the person menu after a choice.
(() => {
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

  // A drawer left open while the window grows would hold the page behind a layer that no longer shows.
  matchMedia("(min-width: 960px)").addEventListener("change", (change) => {
    if (change.matches) document.querySelector("dialog.drawer[open]")?.close();
  });
})();
