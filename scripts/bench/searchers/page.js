// What is the same for every program: a cold start and later questions. A program gives
// window.searcher: start(query), which knows what will be asked, as a page with a query in its address
// does; ask(query, show) -> lines that a person sees; and all(query, most), everything that is found,
// in its own form. With show(lines, has) it may draw what it has before the rest is there, as its page
// does; `has` tells that the words of a record are among them. The clock stops when all rows are drawn
// and laid out; `first` is when the words of one were drawn.
(() => {
  const list = () => document.getElementById("found");

  // Rows that stand there already stay.
  function draw(lines) {
    const rows = list().children;
    lines.forEach((line, i) => {
      const row = rows[i] || list().appendChild(document.createElement("li"));
      if (row.textContent !== line) row.textContent = line;
    });
    while (rows.length > lines.length) rows[lines.length].remove();
  }

  async function timed(work) {
    const started = performance.now();
    let first = 0;
    list().textContent = "";
    const show = (lines, has) => {
      draw(lines);
      if (has) first = first || performance.now() - started;
    };
    const lines = await work(show);
    show(lines, true);
    document.body.offsetHeight; // lays them out
    return { ms: performance.now() - started, first, lines };
  }

  window.bench = {
    cold: (query) =>
      timed(async (show) => {
        await window.searcher.start(query);
        return window.searcher.ask(query, show);
      }),
    ask: (query) => timed((show) => window.searcher.ask(query, show)),
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
