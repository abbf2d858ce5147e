// Single keys: "/" to search, "n" for something new, "?" for this list, arrows from row to row. They can be switched off, for people who speak to their computer.
(() => {
  const off = "ak-shortcuts-off";

  // A browser that keeps nothing throws; there they are on.
  const stored = (use) => {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  };
  const isOff = () => stored((storage) => storage.getItem(off)) !== null;

  const isTyping = (element) =>
    element?.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable='false'])");

  const focusSearch = () => {
    const search = document.querySelector("[data-search]");
    search?.focus();
    search?.select();
    return search;
  };

  const createNew = () => {
    const button = document.querySelector("main [data-new]:enabled");
    button?.focus();
    button?.click();
    return button;
  };

  const showList = () => {
    const dialog = document.getElementById("shortcuts");
    dialog?.showModal();
    return dialog;
  };

  const acts = { "/": focusSearch, n: createNew, "?": showList };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented || isTyping(event.target)) return;
    if (isOff() || document.querySelector("[role=dialog], dialog[open], [role=menu]:popover-open")) return;
    if (Object.hasOwn(acts, event.key) && acts[event.key]()) event.preventDefault();
  });

  // From row to row in the same column, or to the row's first control where that has none.
  const stops = "a[href], button:enabled, input:enabled, [tabindex='0']";
  const shown = (cell) => [...(cell?.querySelectorAll(stops) ?? [])].find((stop) => !stop.closest("[popover]") && stop.checkVisibility());

  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const cell = step && event.target.closest?.("tbody td, tbody th");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.target.closest("[popover]") || isTyping(event.target)) return;
    const rows = [...cell.closest("tbody").rows];
    const row = rows[rows.indexOf(cell.parentElement) + step];
    const next = shown(row?.cells[cell.cellIndex]) ?? shown(row);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("[data-shortcuts]")) return;
    stored((storage) => (event.target.checked ? storage.removeItem(off) : storage.setItem(off, "")));
  });

  document.addEventListener("focusin", (event) => {
    const box = event.target.closest?.("#shortcuts")?.querySelector("[data-shortcuts]");
    if (box) box.checked = !isOff();
  });
})();
