// Material's own search: its worker, driven as its page does, over its own index.
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const PAGES = 5;
let worker = null;

function answered(type) {
  return new Promise((resolve) => {
    const take = ({ data }) => {
      if (data.type !== type) return;
      worker.removeEventListener("message", take);
      resolve(data.data);
    };
    worker.addEventListener("message", take);
  });
}

async function search(query) {
  const result = answered(RESULT);
  worker.postMessage({ type: QUERY, data: query });
  return (await result).items;
}

window.searcher = {
  async start() {
    const settings = JSON.parse(document.getElementById("settings").textContent);
    const response = await fetch("search/search_index.json");
    const index = await response.json();
    worker = new Worker(settings.worker);
    const ready = answered(READY);
    worker.postMessage({ type: SETUP, data: { ...index, options: { suggest: false } } });
    await ready;
  },
  async ask(query) {
    const items = await search(query);
    return items.slice(0, PAGES).flatMap((parts) => parts.map(({ title, text }) => `${title} ${text}`));
  },
  async all(query) {
    const items = await search(query);
    return items.flatMap((parts) => parts.map(({ location }) => location));
  },
};
