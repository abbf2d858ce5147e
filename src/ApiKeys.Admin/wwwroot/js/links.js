// A one-time link has its secret behind the #, which is sent to no server. Here it is posted, and taken out of the address bar and the history.
(() => {
  const form = document.querySelector("form[data-link-form]");
  const secret = location.hash.slice(1);
  if (!form || !secret) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  form.querySelector("input[id=link]").value = secret;
  form.requestSubmit();
})();
