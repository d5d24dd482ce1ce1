// Times that say how far away they are: "in 12 min", "il y a 3 min".

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const REFRESH = 30_000;

/**
 * Keeps the text of every `<time data-relative datetime=ISO>` true, in the page's language.
 *
 * `<html data-clock-offset-seconds>` is added to the browser's clock: the demo lives another moment.
 */
export function startCountdowns(window: Window): void {
  const { document } = window;
  const refresh = (): void => showAll(document, Date.now());
  refresh();
  window.setInterval(refresh, REFRESH);
  document.addEventListener("htmx:load", refresh);
  // A phone that slept shows no old time when it wakes.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) refresh();
  });
}

/** Writes all texts as at `clock`, in milliseconds since 1970 by the browser. A time that cannot be read stays as the server wrote it. */
export function showAll(document: Document, clock: number): void {
  const { lang, dataset } = document.documentElement;
  const now = clock + Number(dataset["clockOffsetSeconds"] ?? 0) * 1000;
  for (const element of document.querySelectorAll("time[data-relative]")) {
    const moment = Date.parse(element.getAttribute("datetime") ?? "");
    const text = relative(moment, now, lang || "en");
    if (text && element.textContent !== text) element.textContent = text;
  }
}

/** The distance from `now` to `moment`, both in milliseconds: minutes up to an hour, hours up to a day, then days. */
export function relative(moment: number, now: number, language: string): string {
  const distance = moment - now;
  if (!Number.isFinite(distance)) return "";
  const minutes = round(distance / MINUTE);
  // "this minute" is what Intl would say, and "in 0 min" without `numeric: auto`.
  if (minutes === 0) return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "second");
  const words = new Intl.RelativeTimeFormat(language, { style: "short" });
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  const hours = round(distance / HOUR);
  return Math.abs(hours) < 24 ? words.format(hours, "hour") : words.format(round(distance / DAY), "day");
}

/** To the nearest whole, halves away from zero, so that past and future are treated alike. */
function round(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}
