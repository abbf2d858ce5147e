// One tooltip for everything that carries data-tip: shown on hover and keyboard focus, hoverable, closed by Esc.
(() => {
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.className = "tip";
  tip.role = "tooltip";
  tip.popover = "manual";
  let owner = null;
  let timer = 0;

  const localTime = (element) => {
    const at = element.tagName === "TIME" ? new Date(element.dateTime) : null;
    if (!at || Number.isNaN(at.valueOf()) || at.getTimezoneOffset() === 0) return "";
    return "\n" + at.toLocaleString(apiKeysTimes.locale, { dateStyle: "medium", timeStyle: "long" });
  };

  // The first line of a tip about a period is that period.
  const words = ({ tip: said, tipTime: time, tipLocal: form }) => {
    const period = time && apiKeysTimes.text(time, form);
    return period ? period + said.slice(said.indexOf("\n")) : said;
  };

  const place = () => {
    const anchor = owner.getBoundingClientRect();
    const box = tip.getBoundingClientRect();
    const above = anchor.top - box.height - 6;
    tip.style.top = `${above > 8 ? above : anchor.bottom + 6}px`;
    tip.style.left = `${Math.max(8, Math.min(anchor.left, innerWidth - box.width - 8))}px`;
  };

  const show = (element) => {
    clearTimeout(timer);
    if (owner === element) return;
    hide();
    owner = element;
    tip.textContent = words(element.dataset) + localTime(element);
    // Beside its owner: a modal dialog makes the rest of the page inert, and a landmark holds what belongs to it.
    (element.closest("dialog, [role=dialog], main, header, aside") ?? document.body).append(tip);
    tip.showPopover();
    element.setAttribute("aria-describedby", tip.id);
    place();
  };

  const hide = () => {
    clearTimeout(timer);
    if (!owner) return;
    owner.removeAttribute("aria-describedby");
    owner = null;
    if (tip.isConnected) {
      tip.hidePopover();
      tip.remove();
    }
  };

  const target = (event) => event.target.closest?.("[data-tip]");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (tip.contains(event.target)) clearTimeout(timer);
    else if (target(event)) show(target(event));
    else if (owner && owner !== document.activeElement) timer = setTimeout(hide, 120);
  });
  document.addEventListener("focusin", (event) => {
    const element = target(event);
    if (element?.matches(":focus-visible")) show(element);
    else hide();
  });
  document.addEventListener("focusout", hide);
  // What is still under the pointer after a scroll keeps its tip: scrolling something into view to point at it must not close it.
  document.addEventListener("scroll", () => {
    if (owner?.matches(":hover, :focus-visible")) place();
    else hide();
  }, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  }, { capture: true });
})();
