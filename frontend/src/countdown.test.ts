import assert from "node:assert/strict";
import { test } from "node:test";
import { Window } from "happy-dom";
import { relative, showAll } from "./countdown.ts";

const NOON = Date.parse("2026-01-06T12:00:00Z");
const at = (time: string, language: string): string => relative(Date.parse(`2026-01-${time}Z`), NOON, language);

test("relative speaks English", () => {
  assert.deepEqual(
    ["06T12:12", "06T11:57", "06T12:00", "06T14:10", "08T12:00"].map((time) => at(time, "en")),
    ["in 12 min.", "3 min. ago", "now", "in 2 hr.", "in 2 days"],
  );
});

test("relative speaks French", () => {
  assert.deepEqual(
    ["06T12:12", "06T11:57", "06T12:00", "06T14:10"].map((time) => at(time, "fr")),
    ["dans 12\u00a0min", "il y a 3\u00a0min", "maintenant", "dans 2\u00a0h"],
  );
});

test("relative changes unit at the rounded hour and day", () => {
  assert.deepEqual(
    ["06T12:59:29", "06T12:59:30", "07T11:29:59", "07T11:30:00"].map((time) => at(time, "fr")),
    ["dans 59\u00a0min", "dans 1\u00a0h", "dans 23\u00a0h", "dans 1\u00a0j"],
  );
});

test("relative of an unreadable time is empty", () => {
  assert.equal(relative(Date.parse("soon"), NOON, "en"), "");
});

test("showAll heeds the clock's offset and leaves other times alone", () => {
  const window = new Window();
  window.document.documentElement.lang = "fr";
  window.document.documentElement.dataset["clockOffsetSeconds"] = "-3600";
  window.document.body.innerHTML = `
    <time data-relative datetime="2026-01-06T11:30:00Z">11:30</time>
    <time data-relative datetime="">bientôt</time>
    <time datetime="2026-01-06T11:30:00Z">11:30</time>`;
  showAll(window.document as unknown as Document, NOON);
  const texts = [...window.document.querySelectorAll("time")].map((element) => element.textContent);
  assert.deepEqual(texts, ["dans 30\u00a0min", "bientôt", "11:30"]);
});
