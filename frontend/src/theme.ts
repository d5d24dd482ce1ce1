// The theme: what the system says, unless the member chose light or dark on this device.

export type Choice = "auto" | "light" | "dark";

const KEY = "showtime.theme";

/** Applies the stored choice to <html data-theme>. Called in <head>, so that no page appears in the wrong colours first. */
export function applyTheme(window: Window): void {
  window.document.documentElement.dataset["theme"] = stored(window);
}

/** Lets each `[data-theme-choice]` button change the theme of this device, and keeps all of them true. */
export function startTheme(window: Window): void {
  const { document } = window;
  show(document, stored(window));
  document.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest<HTMLElement>("[data-theme-choice]");
    if (!button) return;
    const choice = read(button.dataset["themeChoice"]);
    store(window, choice);
    show(document, choice);
  });
  // Another tab changed it; or htmx brought buttons that do not know yet which of them is pressed.
  window.addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) show(document, stored(window));
  });
  document.addEventListener("htmx:load", () => show(document, stored(window)));
}

function show(document: Document, choice: Choice): void {
  document.documentElement.dataset["theme"] = choice;
  for (const button of document.querySelectorAll<HTMLElement>("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(read(button.dataset["themeChoice"]) === choice));
  }
}

function read(value: string | null | undefined): Choice {
  return value === "light" || value === "dark" ? value : "auto";
}

function stored(window: Window): Choice {
  try {
    return read(window.localStorage.getItem(KEY));
  } catch {
    return "auto"; // storage is forbidden in this browser: the choice lasts as long as the page
  }
}

function store(window: Window, choice: Choice): void {
  try {
    window.localStorage.setItem(KEY, choice);
  } catch {
    // as above
  }
}
