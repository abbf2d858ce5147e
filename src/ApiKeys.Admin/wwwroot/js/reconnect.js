(() => {
  const dialog = document.getElementById("components-reconnect-modal");
  const bar = document.getElementById("token-offline");
  const prefix = "components-reconnect-";

  // A token stands nowhere but on this page: while one is shown nothing may cover it or take the page away.
  const showsToken = () => document.getElementById("revealed-token") !== null;

  const set = (state) => {
    dialog.classList.remove(...[...dialog.classList].filter((name) => name.startsWith(prefix)));
    dialog.classList.add(prefix + state);
  };

  const show = () => {
    if (showsToken()) bar.hidden = false;
    else if (!dialog.open) dialog.showModal();
  };

  const hide = () => {
    bar.hidden = true;
    dialog.close();
  };

  // Reached again but without this circuit: resume it where the server kept its state, else start the page anew.
  const resumeOrReload = async () => {
    if (showsToken()) return;
    if (await Blazor.resumeCircuit()) hide();
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
    if (detail.state === "hide") {
      hide();
      return;
    }

    show();
    if (detail.state === "failed") document.addEventListener("visibilitychange", retryWhenVisible);
    else if (detail.state === "rejected" && !showsToken()) location.reload();
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
  bar.addEventListener("click", (event) => {
    if (event.target.closest("button")) location.reload();
  });
  // The copy button asks the server to say how it went, which nobody answers now.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button || bar.hidden) return;
    const copied = await apiKeysClipboard.outcome(button);
    bar.querySelector("[data-copied]").textContent = copied ? "Copied." : "Couldn't reach the clipboard: select and copy it.";
  });
})();
