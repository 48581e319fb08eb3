// Bundles the browser code into classic scripts and style sheets.
//
//   node build.mjs PACKAGES OUT
//
// PACKAGES is the node_modules folder, OUT receives the results. src/NAME.entry.ts becomes
// OUT/NAME.js and src/NAME.entry.css becomes OUT/NAME.css. The last line printed is a JSON list
// of the files written.
import { createRequire } from "node:module";
import { mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const [packages, out] = process.argv.slice(2).map((argument) => path.resolve(argument));
const { build } = createRequire(path.join(packages, "here.js"))("esbuild");

// Old WebViews: the X5 and system ones that elderly phones still run. Scripts name a language year
// only: for these browsers by name esbuild would have to undo destructuring, which it cannot.
const TARGETS = { ".ts": "es2017", ".css": ["chrome64", "safari11"] };
const LICENSES = "third-party-licenses.txt";

/** The published name of an entry: "zoom.entry.ts" gives "zoom.js". */
function publishedName(entry) {
  return entry.replace(/\.entry\.(ts|css)$/, (_, kind) => (kind === "ts" ? ".js" : ".css"));
}

/** One bundle. Returns its text and the inputs it was made from. */
async function bundle(source, entry) {
  const result = await build({
    entryPoints: [path.join(source, entry)],
    absWorkingDir: here,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: entry.endsWith(".ts") ? "iife" : undefined,
    target: TARGETS[path.extname(entry)],
    nodePaths: [packages],
    // Pictures and fonts stay beside the style sheet.
    external: ["*.woff2", "*.svg", "*.png", "*.jpg"],
    // Escapes, so that no page depends on the script's own encoding.
    charset: "ascii",
    // Kept whole in LICENSES instead.
    legalComments: "none",
    logLevel: "warning",
  });
  return { text: result.outputFiles[0].contents, inputs: Object.keys(result.metafile.inputs) };
}

/** The package folders among bundled inputs. */
function packagesOf(inputs) {
  const found = new Set();
  for (const input of inputs) {
    const inside = path.relative(packages, path.resolve(here, input));
    if (inside.startsWith("..") || path.isAbsolute(inside)) continue;
    const parts = inside.split(path.sep);
    found.add(parts.slice(0, parts[0].startsWith("@") ? 2 : 1).join("/"));
  }
  return [...found];
}

/** What the licences of bundled packages ask us to pass on. */
async function licenceText(names) {
  const texts = names.sort().map(async (name) => {
    const folder = path.join(packages, name);
    const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name}: no licence file`);
    const text = await readFile(path.join(folder, file), "utf8");
    return `${about.name} ${about.version} (${about.license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join("\n\n");
}

/** Never leaves half a file behind. */
async function writeWhole(name, contents) {
  const temporary = path.join(out, `.${name}.tmp`);
  await writeFile(temporary, contents);
  await rename(temporary, path.join(out, name));
}

const source = path.join(here, "src");
const entries = (await readdir(source)).filter((name) => /\.entry\.(ts|css)$/.test(name)).sort();
const bundles = await Promise.all(entries.map((entry) => bundle(source, entry)));
await mkdir(out, { recursive: true });
const written = [];
for (const [index, entry] of entries.entries()) {
  await writeWhole(publishedName(entry), bundles[index].text);
  written.push(publishedName(entry));
}
const licences = await licenceText(packagesOf(bundles.flatMap((one) => one.inputs)));
await writeWhole(LICENSES, licences);
written.push(LICENSES);
console.log(JSON.stringify(written));
