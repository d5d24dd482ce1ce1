// What runs in <head> before the page is painted, and so stays tiny.
import { applyTheme } from "./theme.ts";

applyTheme(window);
