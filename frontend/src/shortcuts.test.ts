import assert from "node:assert/strict";
import { test } from "node:test";
import { Window } from "happy-dom";
import { startShortcuts } from "./shortcuts.ts";

interface Page {
  window: Window;
  pressed: string[];
  press: (key: string, more?: Record<string, boolean>, on?: string) => boolean;
}

/** A page with `html`; `pressed` lists the ids of what was clicked. */
function page(html: string, stored?: string): Page {
  const window = new Window({ url: "https://showtime.test/" });
  const { document } = window;
  if (stored) window.localStorage.setItem("showtime.keys", stored);
  document.body.innerHTML = html;
  const pressed: string[] = [];
  document.addEventListener("click", (event) => pressed.push((event.target as unknown as Element).id));
  startShortcuts(window as unknown as globalThis.Window);
  return {
    window,
    pressed,
    press: (key, more = {}, on = "body") => {
      const event = new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
      document.querySelector(on)?.dispatchEvent(event);
      return event.defaultPrevented;
    },
  };
}

const BUTTONS = `<button id="keep" data-key="k">Keep</button> <a id="next" data-key="n j" href="#next">Next</a>`;

test("a key presses what names it, and only that", () => {
  const { pressed, press } = page(BUTTONS);
  assert.deepEqual([press("k"), press("j"), press("n"), press("x")], [true, true, true, false]);
  assert.deepEqual(pressed, ["keep", "next", "next"]);
});

test("a capital is the same key", () => {
  const { pressed, press } = page(BUTTONS);
  press("K", { shiftKey: true });
  assert.deepEqual(pressed, ["keep"]);
});

test("nothing is pressed by a key that is held, composed or has another modifier", () => {
  const { pressed, press } = page(BUTTONS);
  for (const more of [{ repeat: true }, { isComposing: true }, { altKey: true }, { ctrlKey: true }, { metaKey: true }]) {
    press("k", more);
  }
  assert.deepEqual(pressed, []);
});

test("nothing is pressed while typing, but by mod and a key", () => {
  const fields = `<input id="a"><textarea id="b"></textarea><select id="c"></select><p id="d" contenteditable><b id="e">x</b></p>`;
  const { pressed, press } = page(`${fields}<button id="approve" data-key="k mod+Enter">Approve</button>`);
  for (const field of ["#a", "#b", "#c", "#d", "#e"]) press("k", {}, field);
  assert.deepEqual(pressed, []);
  press("Enter", { ctrlKey: true }, "#b");
  press("Enter", { metaKey: true }, "#b");
  assert.deepEqual(pressed, ["approve", "approve"]);
});

test("Escape leaves a field", () => {
  const { window, press } = page(`<input id="a">`);
  const field = window.document.querySelector<never>("#a") as unknown as HTMLElement;
  field.focus();
  press("Escape", {}, "#a");
  assert.equal(window.document.activeElement, window.document.body);
});

test("a field that names a key is gone into, not pressed", () => {
  const { window, pressed, press } = page(`<textarea id="text" data-key="e"></textarea>`);
  press("e");
  assert.deepEqual([window.document.activeElement?.id, pressed], ["text", []]);
});

test("what is disabled or hidden is passed over", () => {
  const { pressed, press } = page(
    `<button id="one" data-key="k" disabled></button><div hidden><button id="two" data-key="k"></button></div>
     <a id="three" data-key="k" aria-disabled="true"></a><button id="four" data-key="k"></button>`,
  );
  press("k");
  assert.deepEqual(pressed, ["four"]);
});

test("buttons that come later are found", () => {
  const { window, pressed, press } = page("");
  window.document.body.innerHTML = BUTTONS;
  press("k");
  assert.deepEqual(pressed, ["keep"]);
});

test("keys can be turned off and on, and it is remembered", () => {
  const { window, pressed, press } = page(`${BUTTONS}<button id="switch" data-keys-switch></button>`);
  const toggle = window.document.querySelector<never>("#switch") as unknown as HTMLElement;
  const states = [toggle.getAttribute("aria-pressed")];
  toggle.click();
  press("k");
  states.push(toggle.getAttribute("aria-pressed"), window.localStorage.getItem("showtime.keys"));
  toggle.click();
  press("k");
  states.push(toggle.getAttribute("aria-pressed"), window.localStorage.getItem("showtime.keys"));
  assert.deepEqual(states, ["true", "false", "off", "true", "on"]);
  assert.deepEqual(pressed, ["switch", "switch", "keep"]);
});

test("a device on which keys were turned off keeps them off, but for those with mod", () => {
  const { pressed, press } = page(`<button id="a" data-key="k mod+Enter"></button>`, "off");
  press("k");
  press("Enter", { ctrlKey: true });
  assert.deepEqual(pressed, ["a"]);
});
