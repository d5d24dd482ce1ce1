import assert from "node:assert/strict";
import { test } from "node:test";
import { Window } from "happy-dom";
import { applyTheme, startTheme } from "./theme.ts";

interface Page {
  window: Window;
  theme: () => string | undefined;
  pressed: () => string[];
  press: (choice: string) => void;
}

function page(stored?: string): Page {
  const window = new Window({ url: "https://showtime.test/" });
  const { document } = window;
  document.body.innerHTML = ["auto", "light", "dark"]
    .map((choice) => `<button data-theme-choice="${choice}"><span>${choice}</span></button>`)
    .join("");
  if (stored !== undefined) window.localStorage.setItem("showtime.theme", stored);
  startTheme(window as unknown as globalThis.Window);
  return {
    window,
    theme: () => document.documentElement.dataset["theme"],
    pressed: () => [...document.querySelectorAll("[aria-pressed=true]")].map((button) => button.textContent),
    press: (choice) => (document.querySelector(`[data-theme-choice=${choice}] span`) as HTMLElement | null)?.click(),
  };
}

test("the stored choice is applied before there is a body", () => {
  const window = new Window({ url: "https://showtime.test/" });
  window.localStorage.setItem("showtime.theme", "dark");
  applyTheme(window as unknown as globalThis.Window);
  assert.equal(window.document.documentElement.dataset["theme"], "dark");
});

test("a new device follows the system", () => {
  const { theme, pressed } = page();
  assert.deepEqual([theme(), pressed()], ["auto", ["auto"]]);
});

test("a stored choice is applied", () => {
  const { theme, pressed } = page("dark");
  assert.deepEqual([theme(), pressed()], ["dark", ["dark"]]);
});

test("a stored choice that is none follows the system", () => {
  assert.equal(page("sepia").theme(), "auto");
});

test("a pressed button chooses and is remembered", () => {
  const { window, theme, pressed, press } = page();
  press("light");
  assert.deepEqual([theme(), pressed(), window.localStorage.getItem("showtime.theme")], ["light", ["light"], "light"]);
});

test("buttons that htmx brings know which one is pressed", () => {
  const { window, pressed } = page("dark");
  window.document.body.innerHTML = `<button data-theme-choice="dark">fresh</button>`;
  window.document.dispatchEvent(new window.Event("htmx:load"));
  assert.deepEqual(pressed(), ["fresh"]);
});
