// Asks the server for an answer behind each press, and says so when it lets the user wait. A server that is stopped or overloaded is silent for half
// a minute before the connection counts as lost. What is pressed meanwhile is sent, and done once when the server goes on.
(() => {
  const patience = 2000;
  const notice = document.getElementById("server-wait");
  const waiting = new Set();

  const show = () => {
    if (waiting.size > 0) notice.textContent = notice.dataset.text;
  };

  const settle = (question) => {
    clearTimeout(question.timer);
    waiting.delete(question);
    if (waiting.size === 0) notice.textContent = "";
    question.resolve();
  };

  const ask = async () => DotNet.invokeMethodAsync("ApiKeys.Admin", "answer");

  // Ends with the server's answer, or with the connection.
  const answer = () => new Promise((resolve) => {
    const question = { resolve, timer: setTimeout(show, patience) };
    waiting.add(question);
    const over = () => settle(question);
    // No circuit: a static page, or one whose connection is lost, which is said elsewhere.
    ask().then(over, over);
  });

  // On window: after Blazor has sent the event.
  for (const type of ["click", "submit", "change"]) addEventListener(type, () => answer());
  addEventListener("input", () => {
    if (waiting.size === 0) answer();
  });

  // Questions of a lost connection stay without an answer.
  document.getElementById("components-reconnect-modal").addEventListener("components-reconnect-state-changed", () => {
    for (const question of [...waiting]) settle(question);
  });

  globalThis.apiKeysServer = { answer };
})();
