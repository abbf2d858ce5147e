// A file made of what a field holds. It exists in the browser only: a link to the server would put the text into an address.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-download]");
  if (!button) return;
  const { download, downloadFrom, downloadBefore } = button.dataset;
  const file = new Blob([`${downloadBefore ?? ""}${document.getElementById(downloadFrom).value}\n`], { type: "application/octet-stream" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = download;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});
