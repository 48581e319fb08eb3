// Whether somebody writes in traditional characters: told by the platform's own tables of what the
// mainland's and Taiwan's codes hold, so that the table of simplified forms is loaded early, and
// only for those who need it.

/** Every character of a code of two bytes, one after the other; none where the browser does not
 * know it. */
function charactersOf(code: string, first: number, last: number, low: number): string {
  const pairs = new Uint8Array((last - first + 1) * (0xff - low) * 2);
  let at = 0;
  for (let lead = first; lead <= last; lead++) {
    for (let trail = low; trail < 0xff; trail++) {
      pairs[at++] = lead;
      pairs[at++] = trail;
    }
  }
  try {
    return new TextDecoder(code).decode(pairs);
  } catch {
    return "";
  }
}

let mainland = "";
let taiwan = "";

/** Whether a text has a character that Taiwan's code has and the mainland's has not. */
export function hasTraditional(text: string): boolean {
  const signs = Array.from(text).filter((sign) => sign >= "\u4e00" && sign <= "\u9fff");
  if (signs.length === 0) return false;
  mainland = mainland || charactersOf("gbk", 0xb0, 0xf7, 0xa1);
  const others = signs.filter((sign) => mainland.indexOf(sign) < 0);
  if (others.length === 0) return false;
  taiwan = taiwan || charactersOf("big5", 0xa4, 0xf9, 0x40);
  return others.some((sign) => taiwan.indexOf(sign) >= 0);
}
