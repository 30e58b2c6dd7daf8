// Loads the screens. A file of its own because the page allows no inline scripts.
import init from "./ui.js";

init();
