// Keys that press buttons: whatever carries data-key="k" is pressed by k, as long as nobody is typing.

const STORE = "showtime.keys";
const FIELDS = "input, textarea, select, [contenteditable]";

/**
 * Lets keys press the element that names them in `data-key`: one or more keys with blanks between, as "n j".
 *
 * A key with `mod+` (Ctrl, or Command on a Mac) works while typing as well, as "mod+Enter". Escape leaves a text field,
 * so that the other keys work again. Single keys can be turned off on this device by `[data-keys-switch]` buttons
 * (WCAG 2.1.4), of which `aria-pressed` says whether they are on.
 */
export function startShortcuts(window: Window): void {
  const { document } = window;
  showSwitches(window);
  document.addEventListener("htmx:load", () => showSwitches(window));
  document.addEventListener("click", (event) => {
    if (!(event.target as Element | null)?.closest("[data-keys-switch]")) return;
    store(window, !areOn(window));
    showSwitches(window);
  });
  document.addEventListener("keydown", (event) => {
    const field = (event.target as Element | null)?.closest<HTMLElement>(FIELDS);
    if (event.key === "Escape" && field) field.blur();
    const name = nameOf(event);
    if (!name || (!name.startsWith("mod+") && (field || !areOn(window)))) return;
    const found = elementFor(document, name);
    if (!found) return;
    event.preventDefault();
    if (found.matches(FIELDS)) found.focus();
    else found.click();
  });
}

/** The key as `data-key` names it, or "" for one that presses nothing: held down, or with another modifier. */
export function nameOf(event: KeyboardEvent): string {
  if (event.defaultPrevented || event.repeat || event.isComposing || event.altKey) return "";
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (mod) return `mod+${key}`;
  return event.shiftKey && event.key.length > 1 ? "" : key;
}

/** The first element of the page, in its order, that names the key and can be pressed. */
export function elementFor(document: Document, name: string): HTMLElement | null {
  for (const element of document.querySelectorAll<HTMLElement>("[data-key]")) {
    const names = (element.dataset["key"] ?? "").split(/\s+/);
    if (names.includes(name) && !element.matches(":disabled, [aria-disabled=true]") && !element.closest("[hidden]")) {
      return element;
    }
  }
  return null;
}

function showSwitches(window: Window): void {
  for (const element of window.document.querySelectorAll("[data-keys-switch]")) {
    element.setAttribute("aria-pressed", String(areOn(window)));
  }
}

function areOn(window: Window): boolean {
  try {
    return window.localStorage.getItem(STORE) !== "off";
  } catch {
    return true; // storage is forbidden in this browser
  }
}

function store(window: Window, on: boolean): void {
  try {
    window.localStorage.setItem(STORE, on ? "on" : "off");
  } catch {
    // as above: the switch does nothing here
  }
}
