// Dates: those in sentences are shown in the viewer's own time zone, and those in date fields are read in it. The server knows no zone but UTC.
(() => {
  const forms = {
    moment: { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
    instant: {
      year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, timeZoneName: "short",
    },
    day: { year: "numeric", month: "short", day: "numeric" },
  };

  const localise = (element) => {
    const at = new Date(element.dateTime);
    const form = forms[element.dataset.local];
    // The text node is Blazor's: it keeps it and writes into it when the time changes.
    const text = element.firstChild;
    if (!form || text?.nodeType !== Node.TEXT_NODE || Number.isNaN(at.valueOf()) || at.getTimezoneOffset() === 0) return;
    const local = at.toLocaleString(undefined, form);
    if (text.data !== local) text.data = local;
  };

  const selector = "time[data-local]";
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const owner = (target.nodeType === Node.TEXT_NODE ? target.parentElement : target)?.closest?.(selector);
      if (owner) localise(owner);
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches(selector)) localise(node);
        for (const element of node.querySelectorAll(selector)) localise(element);
      }
    }
  }).observe(document.body, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["datetime", "data-local"],
  });
  for (const element of document.querySelectorAll(selector)) localise(element);

  const iso = (date) => (Number.isNaN(date.valueOf()) ? null : date.toISOString());

  globalThis.apiKeysTimes = {
    moment: (value) => iso(new Date(value)),
    endOfDay: (value) => {
      const [year, month, day] = value.split("-").map(Number);
      return iso(new Date(year, month - 1, day + 1));
    },
  };
})();
