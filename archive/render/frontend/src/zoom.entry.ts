// The zooming viewer's own script, loaded by the site script when a reader asks for it.
import { openZoom } from "./zoom_view";

window.pintuZoom = openZoom;
