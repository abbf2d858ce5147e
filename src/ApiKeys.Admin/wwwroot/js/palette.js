// The command palette: opened by Ctrl+K or ⌘K, moved through with the arrow keys. The server only finds what its lines are.
(() => {
  const palette = () => document.getElementById("palette");
  const input = () => palette().querySelector("[role=combobox]");
  const list = () => document.getElementById("palette-list");
  const options = () => [...list().querySelectorAll("[role=option]")];
  const active = () => list().querySelector("[aria-selected=true]");

  // Enter was pressed before the answer to the text in the field was there.
  let waits = false;
  let number = 0;

  const choose = (option) => {
    active()?.setAttribute("aria-selected", "false");
    if (option) {
      option.id ||= `palette-option-${++number}`;
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input().setAttribute("aria-activedescendant", option.id);
    } else {
      input().removeAttribute("aria-activedescendant");
    }
  };

  const isAnswered = () => list().dataset.for === input().value.trim();

  const begin = () => {
    waits = false;
    input().value = "";
    input().dispatchEvent(new Event("input", { bubbles: true }));
  };

  const open = () => {
    if (!palette() || apiKeysKeys.awaitsDialog() || document.querySelector("[role=dialog], dialog[open]")) return false;
    palette().showModal();
    begin();
    return true;
  };

  const press = () => {
    waits = !isAnswered();
    if (!waits) (active() ?? options()[0])?.click();
  };

  // On window: a dialog that the choice opens has to find this one closed, and Blazor has to have the click.
  addEventListener("click", (event) => {
    if (event.target.closest?.("[data-opens=palette]")) begin();
    const from = event.target.closest?.("#palette");
    if (from && (event.target === from || event.target.closest("[role=option], [data-closes]"))) from.close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && (palette()?.open || open())) {
      event.preventDefault();
      return;
    }

    if (event.isComposing || !event.target.closest?.("#palette") || !event.target.matches("[role=combobox]")) return;
    const all = options();
    const at = all.indexOf(active());
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + (at < 0 ? 1 : 0) }[event.key];
    if (to !== undefined && all.length > 0) {
      event.preventDefault();
      choose(all[(to + all.length) % all.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      press();
    }
  });

  // Enter counts for the text that it was pressed at, and while the palette is open.
  const forget = (event) => {
    if (event.target.closest?.("#palette")) waits = false;
  };
  document.addEventListener("input", forget);
  document.addEventListener("close", forget, { capture: true });

  // Each answer starts with its first line; the observer is set when the palette first has the focus, since the page may come later than this script.
  const watched = new WeakSet();
  document.addEventListener("focusin", (event) => {
    const current = event.target.closest?.("#palette") && list();
    if (!current || watched.has(current)) return;
    watched.add(current);
    new MutationObserver(() => {
      choose(options()[0]);
      if (waits && palette().open && isAnswered()) press();
    }).observe(current, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-for"] });
  });
})();
