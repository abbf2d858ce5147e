// Runs before the first paint, so no page flashes in the wrong theme. The choice lives in localStorage; "system" is no choice.
(() => {
  const key = "apikeys.theme";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const choice = () => {
    try {
      const stored = localStorage.getItem(key);
      return stored === "light" || stored === "dark" ? stored : "system";
    } catch {
      return "system"; // storage is blocked: follow the system
    }
  };

  let current = choice();

  const apply = () => {
    const theme = current === "system" ? (dark.matches ? "dark" : "light") : current;
    if (root.dataset.theme !== theme) root.dataset.theme = theme;
    for (const button of document.querySelectorAll("theme-switch button")) {
      const pressed = String(button.value === current);
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    }
  };

  const choose = (value) => {
    current = value;
    try {
      if (value === "system") localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // storage is blocked: the choice lasts until the page is left
    }
    apply();
  };

  apply();
  document.addEventListener("DOMContentLoaded", apply);
  dark.addEventListener("change", apply);
  addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) {
      current = choice();
      apply();
    }
  });

  // Blazor's enhanced navigation drops attributes the server did not render; put them back before the paint.
  new MutationObserver(apply).observe(root, { attributes: true, attributeFilter: ["data-theme"] });

  customElements.define("theme-switch", class extends HTMLElement {
    connectedCallback() {
      // Blazor inserts the children after the element itself.
      queueMicrotask(apply);
      this.addEventListener("click", this);
    }

    disconnectedCallback() {
      this.removeEventListener("click", this);
    }

    handleEvent(event) {
      const button = event.target.closest("button");
      if (button) choose(button.value);
    }
  });
})();
