// Our own engine on a bare page: what the search page asks of it before it shows its first answer.
const GROUPS = 5;
const NAMES = 4;
const SOON = 80;
const KINDS = { interviews: "口述", people: "人物", places: "地方" };
let engine = null;

// Scripts that run in this order, as those in the head of the search page do.
function loadInOrder(address, file) {
  const script = document.createElement("script");
  Object.assign(script, { src: address, async: false });
  if (file) script.dataset.searchFile = file;
  return new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`cannot load ${address}`));
    document.head.appendChild(script);
  });
}

window.searcher = {
  // As the search page does: what asks for the first files of the data, the first of these, and what
  // finds and shows, all at once.
  async start(query) {
    const first = loadInOrder("search.js").then(() => {
      const ahead = new window.pintu.Ahead(new URL("search/", location.href).href);
      if (query === undefined) ahead.head().catch(() => {});
      else ahead.foresee(query).catch(() => {});
      return ahead;
    });
    loadInOrder("search/head.js", "head");
    const rest = loadInOrder("found.js");
    const ahead = await first;
    await rest;
    engine = new window.pintu.Search(ahead);
  },
  // Where words take long, a place for each record; names; words of the records one after the other.
  async ask(query, show) {
    const kindsOf = (units) => units.map((unit) => KINDS[engine.kindOf(unit)]);
    let keeping = 0;
    const answer = await engine.answer(query, (units) => {
      keeping = setTimeout(() => show(kindsOf(units)), SOON);
    });
    clearTimeout(keeping);
    const names = answer.names.slice(0, NAMES);
    const titles = names.map(({ title }) => title);
    const places = kindsOf(await answer.begin(GROUPS));
    const drawn = [];
    const [, heads] = await Promise.all([
      answer.more(GROUPS, ({ title, head, passages }) => {
        drawn.push(title, ...(head ? [head.text] : []), ...passages.map(({ text }) => text));
        places.shift();
        show([...titles, ...drawn, ...places], true);
      }),
      engine.heads(names.map(({ unit }) => unit)),
    ]);
    return [...heads.map(({ title, line }) => `${title} ${line}`), ...drawn];
  },
  // Numbers of all documents; of what is shown first the names and the passages too.
  async all(query) {
    const answer = await engine.answer(query);
    const groups = await answer.more(GROUPS);
    return {
      documents: await engine.findAll(query),
      names: answer.names.map(({ id }) => id),
      shown: groups.flatMap(({ passages }) => passages.map(({ document }) => document)),
    };
  },
};
