// The village sketch: loaded on its page alone.
import { createController } from "./listen";
import { Sketch } from "./sketch/sketch";
import { find } from "./elements";

function startSketch(): void {
  const root = find(document, "[data-sketch]");
  if (root) new Sketch(root, createController().signal);
}

startSketch();
