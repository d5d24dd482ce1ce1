// The theme: what the system says, unless the member chose light or dark on this device.

export type Choice = "auto" | "light" | "dark";

const COOKIE = "showtime_theme";
const YEAR = 365 * 24 * 60 * 60;

/**
 * Lets each `[data-theme-choice]` button change `<html data-theme>`, and keeps `aria-pressed` on all of them true.
 *
 * The choice is kept in a cookie and not in localStorage: the server writes the attribute, and no page is painted in
 * the wrong colours first.
 */
export function startTheme(window: Window): void {
  const { document } = window;
  show(document, read(document.documentElement.dataset["theme"]));
  document.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest<HTMLElement>("[data-theme-choice]");
    if (!button) return;
    const choice = read(button.dataset["themeChoice"]);
    keep(window, choice);
    show(document, choice);
  });
  // htmx may have brought buttons that do not know yet which of them is pressed.
  document.addEventListener("htmx:load", () => show(document, read(document.documentElement.dataset["theme"])));
}

function show(document: Document, choice: Choice): void {
  document.documentElement.dataset["theme"] = choice;
  for (const button of document.querySelectorAll<HTMLElement>("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(read(button.dataset["themeChoice"]) === choice));
  }
}

function read(value: string | undefined): Choice {
  return value === "light" || value === "dark" ? value : "auto";
}

function keep(window: Window, choice: Choice): void {
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  window.document.cookie = `${COOKIE}=${choice}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
}
