import assert from "node:assert/strict";
import { test } from "node:test";
import { Window } from "happy-dom";
import { startTheme } from "./theme.ts";

interface Page {
  window: Window;
  theme: () => string | undefined;
  pressed: () => string[];
  press: (choice: string) => void;
}

function page(served?: string): Page {
  const window = new Window({ url: "https://showtime.test/t/lumen/" });
  const { document } = window;
  if (served !== undefined) document.documentElement.dataset["theme"] = served;
  document.body.innerHTML = ["auto", "light", "dark"]
    .map((choice) => `<button data-theme-choice="${choice}"><span>${choice}</span></button>`)
    .join("");
  startTheme(window as unknown as globalThis.Window);
  return {
    window,
    theme: () => document.documentElement.dataset["theme"],
    pressed: () => [...document.querySelectorAll("[aria-pressed=true]")].map((button) => button.textContent),
    press: (choice) => (document.querySelector(`[data-theme-choice=${choice}] span`) as HTMLElement | null)?.click(),
  };
}

test("a new device follows the system", () => {
  const { theme, pressed } = page();
  assert.deepEqual([theme(), pressed()], ["auto", ["auto"]]);
});

test("the choice that the server knew is shown", () => {
  const { theme, pressed } = page("dark");
  assert.deepEqual([theme(), pressed()], ["dark", ["dark"]]);
});

test("a choice that is none follows the system", () => {
  assert.equal(page("sepia").theme(), "auto");
});

test("a pressed button chooses and tells the server by a cookie for all pages", () => {
  const { window, theme, pressed, press } = page("dark");
  press("light");
  assert.deepEqual([theme(), pressed(), window.document.cookie], ["light", ["light"], "showtime_theme=light"]);
});

test("buttons that htmx brings know which one is pressed", () => {
  const { window, pressed } = page("dark");
  window.document.body.innerHTML = `<button data-theme-choice="dark">fresh</button>`;
  window.document.dispatchEvent(new window.Event("htmx:load"));
  assert.deepEqual(pressed(), ["fresh"]);
});
