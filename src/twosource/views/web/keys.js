// A key does what the button does that bears it; who types into a field types.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const bearer = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!bearer) return;
  event.preventDefault();
  if (bearer.tagName !== "SUMMARY") { bearer.click(); return; }
  bearer.parentElement.open = true;
  bearer.scrollIntoView({ block: "nearest" });
  const field = bearer.parentElement.querySelector("input:not([type=hidden]), select, textarea, button");
  if (field) field.focus();
});
