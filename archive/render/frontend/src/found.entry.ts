// Searching: what finds, the boxes, what they offer, and the page of what was found.
import { shared } from "./bridge";
import { find, findAll } from "./elements";
import { createController } from "./listen";
import { Box } from "./search/box";
import { Drawer } from "./search/drawer";
import { Search } from "./search/engine";
import { Pad } from "./search/pad";
import { Page } from "./search/page";
import { absolute, readPlace } from "./search/place";

function startFound(search: Search): void {
  const near = readPlace();
  // The page's address may get a query later on; the files stay where they are.
  const place = { root: absolute(near.root), base: absolute(near.base) };
  const { signal } = createController();
  const root = find(document, "[data-search-page]");
  const page = root && new Page(root, search, place, signal);
  for (const form of findAll(document, "form[data-find]")) {
    const input = form.querySelector("input");
    if (!(form instanceof HTMLFormElement) || !input) continue;
    const isOwn = page !== null && root !== null && root.contains(form);
    const submit = page && isOwn ? (query: string): void => page.submit(query) : null;
    const box = new Box(form, input, search, place, submit, signal);
    if (page && isOwn) page.box = box;
    const pad = isOwn ? find(document, '[data-role="pad"]') : null;
    if (pad) new Pad(pad, box, search, signal);
  }
  const element = find(document, ".drawer");
  const drawer = element && new Drawer(element, signal);
  shared().openFind = () => {
    if (drawer) drawer.open();
  };
  if (page) void page.readAddress();
}

Object.assign(shared(), { Search });
const { ahead } = shared();
if (ahead) startFound(new Search(ahead));
