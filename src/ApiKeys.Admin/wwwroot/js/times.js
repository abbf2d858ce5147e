// Times: shown in the viewer's own time zone, and in the locale that the server writes numbers in; those in date fields are read in that zone. The
// server knows no zone but UTC.
(() => {
  const locale = document.documentElement.dataset.locale;
  const day = { year: "numeric", month: "short", day: "numeric" };
  // "9:44 PM" and "09:44": clocks of 24 hours have two digits.
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  const minute = { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit" };
  const format = (options) => new Intl.DateTimeFormat(locale, options);
  const hours = format(minute);
  const utcDay = format({ weekday: "short", month: "short", day: "numeric", timeZone: "UTC" });

  const utcDate = format({ month: "short", day: "numeric", timeZone: "UTC" });

  const forms = {
    moment: format({ ...day, ...minute, timeZoneName: "short" }),
    instant: format({ ...day, ...minute, second: "2-digit", fractionalSecondDigits: 3, timeZoneName: "short" }),
    day: format(day),
    hour: { format: (at) => hours.formatRange(at, new Date(at.valueOf() + 3_600_000)) },
    clock: hours,
    "utc-date": utcDate,
    "utc-day": { format: (at) => utcDay.format(at) + (at.getTimezoneOffset() === 0 ? "" : " UTC") },
  };

  // Null when it is no time, or one in a form that isn't known.
  const text = (time, form) => {
    const at = new Date(time);
    return Number.isNaN(at.valueOf()) ? null : forms[form]?.format(at) ?? null;
  };

  const localise = (element) => {
    // The text node is Blazor's: it keeps it and writes into it when the time changes.
    const node = element.firstChild;
    const local = text(element.dateTime, element.dataset.local);
    if (node?.nodeType === Node.TEXT_NODE && local !== null && node.data !== local) node.data = local;
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
    locale,
    text,
    moment: (value) => iso(new Date(value)),
    endOfDay: (value) => {
      const [year, month, day] = value.split("-").map(Number);
      const end = new Date(0);
      // Not by the constructor, which takes the years 0 to 99 for those of 1900.
      end.setFullYear(year, month - 1, day + 1);
      end.setHours(0, 0, 0, 0);
      return iso(end);
    },
    field: (time) => {
      const at = new Date(time);
      const two = (number) => String(number).padStart(2, "0");
      return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
    },
  };
})();
