(() => {
  const dialog = document.getElementById("components-reconnect-modal");
  const prefix = "components-reconnect-";

  const set = (state) => {
    dialog.classList.remove(...[...dialog.classList].filter((name) => name.startsWith(prefix)));
    dialog.classList.add(prefix + state);
  };

  // Reached again but without this circuit: resume it where the server kept its state, else start the page anew.
  const resumeOrReload = async () => {
    if (await Blazor.resumeCircuit()) dialog.close();
    else location.reload();
  };

  const retry = async () => {
    document.removeEventListener("visibilitychange", retryWhenVisible);
    try {
      if (!(await Blazor.reconnect())) await resumeOrReload();
    } catch {
      set("failed");
      document.addEventListener("visibilitychange", retryWhenVisible);
    }
  };

  const retryWhenVisible = async () => {
    if (document.visibilityState === "visible") await retry();
  };

  const resume = async () => {
    try {
      await resumeOrReload();
    } catch {
      set("resume-failed");
    }
  };

  dialog.addEventListener("components-reconnect-state-changed", ({ detail }) => {
    if (detail.state === "show" && !dialog.open) dialog.showModal();
    else if (detail.state === "hide") dialog.close();
    else if (detail.state === "failed") document.addEventListener("visibilitychange", retryWhenVisible);
    else if (detail.state === "rejected") location.reload();
  });
  // Closing it would leave a page that looks alive and is not.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("reload" in button.dataset) location.reload();
    else if ("resume" in button.dataset) resume();
    else retry();
  });
})();
