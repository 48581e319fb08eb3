// Measures a page for the criteria. Each function returns a list of what is wrong, empty when
// nothing is. Given to the page by the tests; no part of the site.
(() => {
  const CONTROLS =
    'a[href], button, input, select, textarea, summary, audio[controls], video[controls], [role="checkbox"], [role="button"]';
  const PRIMARY = ".bar-item, [data-do=play], .clip, .ways a, .pager a, .row a, .tile, .toc-narrow summary";

  /** The element in a few words. */
  function say(element) {
    const name = element.getAttribute("class") || "";
    const text = (element.getAttribute("aria-label") || element.textContent || "").trim();
    return `${element.localName}.${String(name).replace(/ /g, ".")} “${text.slice(0, 24)}”`;
  }

  function isSeen(element) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    for (let box = element; box; box = box.parentElement) {
      if (getComputedStyle(box).clipPath === "inset(50%)") return false;
    }
    const { width, height, right, bottom } = element.getBoundingClientRect();
    return width > 0 && height > 0 && right > 0 && bottom + scrollY > 0;
  }

  function isPicture(element) {
    return element.closest("svg") !== null;
  }

  function* textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || !parent || parent.closest("script, style, noscript, option")) continue;
      if (isSeen(parent) && !isPicture(parent)) yield [node, parent];
    }
  }

  // --- colour ----------------------------------------------------------------------------------

  function parseColours(text) {
    return (text.match(/rgba?\([^)]*\)/g) || []).map((one) => {
      const [r, g, b, a = 1] = one.match(/[\d.]+/g).map(Number);
      return { r, g, b, a };
    });
  }

  function over(top, under) {
    const mix = (a, b) => a * top.a + b * (1 - top.a);
    return { r: mix(top.r, under.r), g: mix(top.g, under.g), b: mix(top.b, under.b), a: 1 };
  }

  function luminance({ r, g, b }) {
    const [x, y, z] = [r, g, b].map((v) => {
      const c = v / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  }

  function contrast(a, b) {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  }

  /** All colours that may lie behind an element: one, or those of a pattern. */
  function grounds(element) {
    const layers = [];
    for (let box = element; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      const pattern = style.backgroundImage.includes("gradient")
        ? parseColours(style.backgroundImage)
        : [];
      const [plain] = parseColours(style.backgroundColor);
      layers.push([...pattern, plain]);
      if (plain.a === 1) break;
    }
    let behind = [{ r: 255, g: 255, b: 255, a: 1 }];
    for (const layer of layers.reverse()) {
      behind = layer.flatMap((colour) => behind.map((under) => over(colour, under)));
    }
    return behind;
  }

  function opacityOf(element) {
    let opacity = 1;
    for (let box = element; box; box = box.parentElement) opacity *= Number(getComputedStyle(box).opacity);
    return opacity;
  }

  function worst(colour, element) {
    const ink = { ...colour, a: colour.a * opacityOf(element) };
    return Math.min(...grounds(element).map((ground) => contrast(over(ink, ground), ground)));
  }

  /** Text below 7:1; 4.5:1 on what is tapped; punctuation between things below 3:1. */
  function faintText() {
    const found = [];
    for (const [node, parent] of textNodes(document.body)) {
      const [ink] = parseColours(getComputedStyle(parent).color);
      const isWord = /[\p{L}\p{N}]/u.test(node.data);
      const wanted = !isWord ? 3 : parent.closest("button, .pill") ? 4.5 : 7;
      const ratio = worst(ink, parent);
      if (ratio < wanted - 0.005) found.push(`${ratio.toFixed(2)} < ${wanted}: ${say(parent)}`);
    }
    return found;
  }

  /** Controls without words whose shape is below 3:1 against what is around them. */
  function faintControls() {
    const found = [];
    const compare = (element, name, colour) => {
      const ratio = worst(colour, element.parentElement);
      if (ratio < 3) found.push(`${name} ${ratio.toFixed(2)} < 3: ${say(element)}`);
    };
    for (const button of document.querySelectorAll(".clip, .round, .square, .pill")) {
      if (!isSeen(button)) continue;
      const style = getComputedStyle(button);
      const [fill] = parseColours(style.backgroundColor);
      const [edge] = parseColours(style.borderTopColor);
      const hasEdge = parseFloat(style.borderTopWidth) >= 1;
      const ratios = [fill, ...(hasEdge ? [edge] : [])].map((c) => worst(c, button.parentElement));
      if (Math.max(...ratios) < 3) found.push(`${Math.max(...ratios).toFixed(2)} < 3: ${say(button)}`);
    }
    for (const path of document.querySelectorAll(".wave path")) {
      if (isSeen(path)) compare(path, "wave", parseColours(getComputedStyle(path).stroke)[0]);
    }
    return found;
  }

  // --- size --------------------------------------------------------------------------------------

  const RUNNING =
    ".say, .lead, .prose p, .prose li, .words p, dd, blockquote, .citation, .meaning, .chapter p, .mandarin";

  /** Running text below the step's size or set too tight, and anything smaller than 16 px. */
  function smallText(least) {
    const found = [];
    for (const [, parent] of textNodes(document.body)) {
      // Numbers on a picture stand large in the list beside it.
      if (parent.closest("rt, sup, .face-number")) continue;
      const style = getComputedStyle(parent);
      const size = parseFloat(style.fontSize);
      const isRunning = parent.closest(RUNNING) && !parent.closest("small, .meta, .mandarin-label");
      const wanted = isRunning && !parent.closest(".mandarin") ? least : 16;
      if (size < wanted - 0.1) found.push(`${size.toFixed(1)}px < ${wanted}: ${say(parent)}`);
      const line = parseFloat(style.lineHeight) / size;
      if (isRunning && line < 1.5) found.push(`line height ${line.toFixed(2)}: ${say(parent)}`);
    }
    return found;
  }

  /** What makes the page wider than the window. */
  function tooWide() {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const found = [`page is ${document.documentElement.scrollWidth} in ${room}`];
    for (const element of document.body.querySelectorAll("*")) {
      const { right, width } = element.getBoundingClientRect();
      if (width > 0 && right > room + 0.5 && !isPicture(element)) found.push(say(element));
    }
    return found.slice(0, 6);
  }

  /** Words that are cut off by their own box. */
  function cutText() {
    const found = [];
    for (const [, parent] of textNodes(document.body)) {
      const style = getComputedStyle(parent);
      const cuts = ["hidden", "clip"].includes(style.overflowX);
      if (cuts && style.webkitLineClamp === "none" && parent.scrollWidth > parent.clientWidth + 1) {
        found.push(`${parent.scrollWidth} in ${parent.clientWidth}: ${say(parent)}`);
      }
    }
    return found;
  }

  /** A link among words of a sentence, whose size the line gives. */
  function isInSentence(element) {
    if (element.localName !== "a" || getComputedStyle(element).display !== "inline") return false;
    const block = element.closest("p, li, dd, blockquote, figcaption, td, .say");
    if (!block) return false;
    return block.textContent.trim().length > element.textContent.trim().length;
  }

  /** Primary controls below 60 px and other targets below 44 px, in either direction. */
  function smallTargets() {
    const found = [];
    for (const element of document.querySelectorAll(CONTROLS)) {
      if (!isSeen(element) || isPicture(element) || isInSentence(element)) continue;
      if (element.closest("[aria-hidden=true]") || element.closest(".skip")) continue;
      const { width, height } = element.getBoundingClientRect();
      const wanted = element.matches(PRIMARY) ? 60 : 44;
      if (Math.min(width, height) < wanted - 0.5) {
        found.push(`${width.toFixed(0)}×${height.toFixed(0)} < ${wanted}: ${say(element)}`);
      }
    }
    return found;
  }

  // --- structure ---------------------------------------------------------------------------------

  function headings() {
    const found = [];
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((heading) =>
      heading.checkVisibility(),
    );
    const first = levels.filter((heading) => heading.localName === "h1");
    if (first.length !== 1) found.push(`${first.length} h1`);
    let before = 0;
    for (const heading of levels) {
      const level = Number(heading.localName[1]);
      if (level > before + 1) found.push(`h${before} then ${say(heading)}`);
      if (!heading.textContent.trim()) found.push(`empty ${heading.localName}`);
      before = level;
    }
    return found;
  }

  function landmarks() {
    const found = [];
    for (const name of ["body > header", "main", "body > footer"]) {
      const count = document.querySelectorAll(name).length;
      if (count !== 1) found.push(`${count} × ${name}`);
    }
    const names = new Set();
    for (const nav of document.querySelectorAll("nav")) {
      if (!isSeen(nav)) continue;
      const name = nav.getAttribute("aria-label");
      if (!name) found.push(`nameless ${say(nav)}`);
    }
    if (!document.documentElement.lang) found.push("no lang");
    if (!document.title.trim()) found.push("no title");
    return found;
  }

  /** Controls without a name, pictures without alt, names that point nowhere. */
  function nameless() {
    const found = [];
    for (const element of document.querySelectorAll(CONTROLS)) {
      if (!isSeen(element) || isPicture(element)) continue;
      if (element.matches("audio, video")) continue;
      const inside = [...element.querySelectorAll("img")].map((image) => image.alt).join("");
      const hidden = [...element.querySelectorAll("[aria-hidden=true]")];
      const words = hidden.reduce((text, part) => text.replace(part.textContent, ""), element.textContent);
      const label = element.getAttribute("aria-label") || element.labels?.[0]?.textContent || "";
      if (!`${label}${words}${inside}`.trim()) found.push(`no name: ${say(element)}`);
    }
    for (const image of document.querySelectorAll("img")) {
      if (!image.hasAttribute("alt")) found.push(`no alt: ${image.src}`);
      else if (!image.alt && !image.closest("a, button")?.textContent.trim()) {
        found.push(`alt is empty and no words stand for it: ${image.getAttribute("src")}`);
      }
    }
    for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
      for (const element of document.querySelectorAll(`[${attribute}]`)) {
        for (const id of element.getAttribute(attribute).split(/\s+/)) {
          if (!document.getElementById(id)) found.push(`${attribute} to nowhere: ${id}`);
        }
      }
    }
    return found;
  }

  function brokenPictures() {
    return [...document.images]
      .filter((image) => image.complete && image.currentSrc && image.naturalWidth === 0)
      .map((image) => image.currentSrc);
  }

  /** Every element that the Tab key must reach, numbered in `data-reach`. */
  function reachable() {
    const found = [];
    for (const element of document.querySelectorAll(CONTROLS)) {
      if (!isSeen(element) || isPicture(element) || element.disabled) continue;
      element.dataset.reach = String(found.length);
      found.push(say(element));
    }
    return found;
  }

  /** Whether the middle of what is in the window of an element lies on top of all else. */
  function isUncovered(element) {
    for (const box of element.getClientRects()) {
      const x = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2;
      const y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2;
      const top = document.elementFromPoint(x, y);
      if (top && (element.contains(top) || top.contains(element))) return true;
    }
    return false;
  }

  /** What has the focus: its number, and why its focus could not be seen. */
  function focused() {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const faults = [];
    const width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    if (width < 2) faults.push(`no outline: ${say(element)}`);
    else {
      const [ring] = parseColours(style.outlineColor);
      const inside = parseFloat(style.outlineOffset) < 0;
      const ratio = worst({ ...ring, a: 1 }, inside ? element : element.parentElement);
      if (ratio < 3) faults.push(`focus ${ratio.toFixed(2)} < 3: ${say(element)}`);
    }
    const box = element.getBoundingClientRect();
    const offset = width < 2 ? 0 : parseFloat(style.outlineOffset);
    if (offset >= 0 && box.width >= innerWidth) faults.push(`outline lies outside: ${say(element)}`);
    if (!isUncovered(element)) faults.push(`covered: ${say(element)}`);
    return { number: element.dataset.reach ?? null, name: say(element), faults };
  }

  /** Every element in the order of the document, as depth and name. */
  function tree(root) {
    const list = [];
    const walk = (element, depth) => {
      list.push(`${depth} ${element.localName.toLowerCase()}`);
      for (const child of element.children) walk(child, depth + 1);
    };
    walk(root, 0);
    return list;
  }

  window.audit = {
    brokenPictures, cutText, faintControls, faintText, focused, headings, landmarks, nameless,
    reachable, smallTargets, smallText, tooWide,
    tree: (source) => tree(new DOMParser().parseFromString(source, "text/html").documentElement),
  };
})();
