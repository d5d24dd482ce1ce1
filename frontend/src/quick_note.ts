// The note in one tap: once it is kept, its form closes and the focus is back on the button that opened it.

/** Closes an open `#quick-note` on the event `noted`, which htmx sends before it puts the form afresh in its place. */
export function startQuickNote(window: Window): void {
  const { document } = window;
  document.addEventListener("noted", () => {
    const form = document.getElementById("quick-note");
    if (form?.matches(":popover-open")) form.hidePopover();
  });
}
