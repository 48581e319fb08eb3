// Our own engine on a bare page: what the search page asks of it before it shows its first answer.
const GROUPS = 5;
const NAMES = 4;
let engine = null;
let shown = null;

window.searcher = {
  // As the search page does: the first file of the data comes with what finds, the query is begun
  // with, and what shows comes meanwhile.
  async start(query) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "script", href: "search/head.js" });
    document.head.appendChild(link);
    await loadScript("search.js");
    engine = new window.pintu.Search(new URL("search/", location.href).href);
    if (query === undefined) return;
    engine.foresee(query);
    shown = loadScript("found.js");
  },
  async ask(query) {
    const answer = await engine.answer(query);
    const [groups, heads] = await Promise.all([
      answer.more(GROUPS),
      engine.heads(answer.names.slice(0, NAMES).map(({ unit }) => unit)),
    ]);
    await shown;
    return [
      ...heads.map(({ title, line }) => `${title} ${line}`),
      ...groups.flatMap(({ title, head, passages }) => [
        title,
        ...(head ? [head.text] : []),
        ...passages.map(({ text }) => text),
      ]),
    ];
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
