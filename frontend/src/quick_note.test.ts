import assert from "node:assert/strict";
import { test } from "node:test";
import { Window } from "happy-dom";
import { startQuickNote } from "./quick_note.ts";

/** A page whose form is open or not; happy-dom knows no popovers, so the form says itself whether it is. */
function page(open: boolean): { note: () => void; closed: () => number } {
  const window = new Window({ url: "https://showtime.test/t/lumen/" });
  const { document } = window;
  document.body.innerHTML = `<div id="quick-note"><form></form></div>`;
  let times = 0;
  const form = document.getElementById("quick-note");
  Object.assign(form as object, { matches: () => open, hidePopover: () => void (times += 1) });
  startQuickNote(window as unknown as globalThis.Window);
  const said = new window.Event("noted", { bubbles: true });
  return { note: () => void document.querySelector("form")?.dispatchEvent(said), closed: () => times };
}

test("a note that is kept closes its form", () => {
  const { note, closed } = page(true);
  note();
  assert.equal(closed(), 1);
});

test("a form that is not open stays as it is", () => {
  const { note, closed } = page(false);
  note();
  assert.equal(closed(), 0);
});
