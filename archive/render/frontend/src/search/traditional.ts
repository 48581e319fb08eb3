// Whether somebody writes in traditional characters: told by the platform's own tables of what the
// mainland's and Taiwan's codes hold, so that the table of simplified forms is loaded early, and
// only for those who need it.

/** Every character of a code of two bytes, one after the other; none where the browser does not
 * know it. */
function charactersOf(code: string, first: number, last: number): string {
  const bytes = new Uint8Array((last - first + 1) * 157 * 2);
  let at = 0;
  for (let lead = first; lead <= last; lead++) {
    // Big5 has second bytes below these as well.
    for (let trail = code === "big5" ? 0x40 : 0xa1; trail <= 0xfe; trail++) {
      if (trail > 0x7e && trail < 0xa1) continue;
      bytes[at] = lead;
      bytes[at + 1] = trail;
      at += 2;
    }
  }
  try {
    return new TextDecoder(code).decode(bytes.subarray(0, at));
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
  mainland = mainland || charactersOf("gbk", 0xb0, 0xf7);
  const others = signs.filter((sign) => mainland.indexOf(sign) < 0);
  if (others.length === 0) return false;
  taiwan = taiwan || charactersOf("big5", 0xa4, 0xf9);
  return others.some((sign) => taiwan.indexOf(sign) >= 0);
}
