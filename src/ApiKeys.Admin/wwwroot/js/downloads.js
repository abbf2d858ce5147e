// Saves a text as a file that is made here: an address that held it would stay in the history. The text is the button's own, or that of a field.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-download]");
  if (!button) return;
  const { download, downloadFrom, downloadBefore = "", text } = button.dataset;
  const content = downloadFrom ? `${downloadBefore}${document.getElementById(downloadFrom).value}\n` : text;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  link.download = download;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});
