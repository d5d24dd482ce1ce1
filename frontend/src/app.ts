// What every page loads with `defer`: each behaviour finds its own elements and does nothing where there are none.
import { startCountdowns } from "./countdown.ts";
import { startQuickNote } from "./quick_note.ts";
import { startShortcuts } from "./shortcuts.ts";
import { startTheme } from "./theme.ts";

startTheme(window);
startCountdowns(window);
startShortcuts(window);
startQuickNote(window);
