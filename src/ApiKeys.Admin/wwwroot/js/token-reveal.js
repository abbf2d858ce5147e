// The token's field selects whole whenever it is reached, so that one key copies it where the clipboard can't be reached.
export const start = (field) => {
  const all = () => field.select();
  field.addEventListener("focus", all);
  // The press of a mouse puts the caret after the focus event.
  field.addEventListener("click", () => {
    if (field.selectionStart === field.selectionEnd) all();
  });
  field.focus({ preventScroll: true });
  // The dialog may have focused it before.
  all();
};
