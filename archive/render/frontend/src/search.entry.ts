// Searching, what comes first: it asks for the files of the data that a query needs before all else,
// while `found.js`, which finds and shows, is on its way.
import { shared } from "./bridge";
import { find } from "./elements";
import { Ahead } from "./search/ahead";
import { absolute, askedIn, readPlace } from "./search/place";

function startAhead(): Ahead {
  const ahead = new Ahead(`${absolute(readPlace().root)}search/`);
  const query = find(document, "[data-search-page]") ? askedIn(location).query : "";
  // Whoever needs them asks again, and hears of it when one is missing.
  if (query.trim()) ahead.foresee(query).catch(() => undefined);
  else ahead.head().catch(() => undefined);
  return ahead;
}

// A bare page may use the engine alone.
const link = find(document, '[data-action="search"]');
Object.assign(shared(), { Ahead }, link && !shared().ahead && { ahead: startAhead() });
