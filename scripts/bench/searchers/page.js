// What is the same for every program: a cold start and later questions. A program gives
// window.searcher: start(query), which knows what will be asked, as a page with a query in its address
// does; ask(query) -> lines that a person sees; and all(query, most), everything that is found, in its
// own form. Rows are drawn and laid out before the clock stops.
(() => {
  const list = () => document.getElementById("found");

  function draw(lines) {
    list().textContent = "";
    for (const line of lines) {
      const row = document.createElement("li");
      row.textContent = line;
      list().appendChild(row);
    }
    return document.body.offsetHeight;
  }

  async function timed(work) {
    const started = performance.now();
    const lines = await work();
    draw(lines);
    return { ms: performance.now() - started, lines };
  }

  window.bench = {
    cold: (query) =>
      timed(async () => {
        await window.searcher.start(query);
        return window.searcher.ask(query);
      }),
    ask: (query) => timed(() => window.searcher.ask(query)),
  };

  window.loadScript = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.onload = resolve;
      script.onerror = () => reject(new Error(`cannot load ${address}`));
      script.src = address;
      document.head.appendChild(script);
    });
})();
