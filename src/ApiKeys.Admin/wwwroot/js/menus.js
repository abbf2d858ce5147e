// Popovers with role=menu: placed at their button, arrow keys inside, closed by a choice or by leaving.
(() => {
  const items = (menu) => [...menu.querySelectorAll("[role=menuitem]:not(:disabled)")];
  const opener = (menu) => document.querySelector(`[popovertarget="${menu.id}"]`);

  const place = (menu) => {
    const anchor = opener(menu).getBoundingClientRect();
    const box = menu.getBoundingClientRect();
    const below = anchor.bottom + 4;
    menu.style.top = `${below + box.height < innerHeight - 8 ? below : Math.max(8, anchor.top - box.height - 4)}px`;
    menu.style.left = `${Math.max(8, anchor.right - box.width)}px`;
  };

  const menuOf = (event) => event.target.closest?.("[role=menu][popover]");

  document.addEventListener("toggle", (event) => {
    const menu = menuOf(event);
    if (menu !== event.target || event.newState !== "open") return;
    place(menu);
    items(menu)[0]?.focus();
  }, { capture: true });

  // Focus goes back to the button before the server hears of the click, so a dialog opened by the choice returns there.
  document.addEventListener("click", (event) => {
    const menu = menuOf(event);
    if (!menu || !event.target.closest("[role=menuitem]")) return;
    const button = opener(menu);
    menu.hidePopover();
    button.focus();
  }, { capture: true });

  document.addEventListener("keydown", (event) => {
    const menu = menuOf(event);
    if (!menu) return;
    const all = items(menu);
    const at = all.indexOf(document.activeElement);
    const to = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[to]?.focus();
    } else if (event.key === "Tab") {
      opener(menu).focus();
      menu.hidePopover();
    }
  });

  const closeAll = () => {
    for (const menu of document.querySelectorAll("[role=menu]:popover-open")) menu.hidePopover();
  };
  addEventListener("resize", closeAll);
  document.addEventListener("scroll", (event) => {
    if (!event.target.closest?.("[role=menu]")) closeAll();
  }, { capture: true, passive: true });
})();
