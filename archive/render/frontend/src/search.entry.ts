// Searching, this half: it finds. Loaded when somebody turns to a search box, and on the search page.
// `found.js`, which shows, comes while the first files of the data are on their way.
import { shared } from "./bridge";
import { find } from "./elements";
import { readSimplified } from "./search/analysis";
import { Search } from "./search/engine";
import { absolute, askedIn, readPlace } from "./search/place";

function startSearch(link: HTMLElement): void {
  const search = new Search(`${absolute(readPlace().root)}search/`);
  const query = find(document, "[data-search-page]") ? askedIn(location).query : "";
  if (query.trim()) search.foresee(query);
  let loading: Promise<void> | null = null;
  const loadFound = (): Promise<void> => {
    if (!loading) {
      loading = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = link.dataset.found || "";
        script.onload = () => resolve();
        script.onerror = reject;
        document.head.appendChild(script);
      });
      // Whoever types on can try again with the next key.
      loading.catch(() => (loading = null));
    }
    return loading;
  };
  Object.assign(shared(), { search, loadFound });
  void loadFound().catch(() => undefined);
}

Object.assign(shared(), { Search: Object.assign(Search, { readSimplified }) });
// A bare page may use the engine alone.
const link = find(document, '[data-action="search"]');
if (link) startSearch(link);
