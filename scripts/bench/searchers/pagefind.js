// Pagefind by its own interface: a page of results is five pages with their passages, as its own
// box shows them. On a machine that is to be slow it gets no worker: a browser slows down pages alone.
const PAGES = 5;
const PASSAGES = 3;
let pagefind = null;

window.searcher = {
  async start() {
    pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
    if (location.search === "?slow") await pagefind.options({ noWorker: true });
    await pagefind.init();
  },
  async ask(query, show) {
    const { results } = await pagefind.search(query);
    const shown = results.slice(0, PAGES).map(() => [""]);
    const drawPage = async (result, i) => {
      const page = await result.data();
      const parts = page.sub_results.slice(0, PASSAGES);
      shown[i] = [page.meta.title, ...parts.map((part) => part.excerpt)];
      show(shown.flat(), true);
    };
    await Promise.all(results.slice(0, PAGES).map(drawPage));
    return shown.flat();
  },
  // Every page by the id of its fragment; of the first ones the passages too.
  async all(query, most) {
    const { results } = await pagefind.search(query);
    const opened = await Promise.all(results.slice(0, most).map((result) => result.data()));
    return {
      pages: results.map(({ id }) => id),
      passages: opened.flatMap((page) => page.sub_results.map(({ url }) => url)),
      opened: opened.map(({ url }) => url),
    };
  },
};
