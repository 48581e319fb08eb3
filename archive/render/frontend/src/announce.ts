// Saying something to screen readers without moving the focus.

/** Puts a sentence into the page's polite live region. */
export function announce(text: string): void {
  const region = document.getElementById("announce");
  if (!region) return;
  region.textContent = "";
  // A region that gets the same words twice in one go stays silent.
  window.setTimeout(() => {
    region.textContent = text;
  }, 50);
}
