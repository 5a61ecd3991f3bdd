"use strict";

/* What the page holds, read from its blocks; shared by the scripts after this one. */
const uegraph = { parts: [] };

/* The scripts after this one add what they do; they begin once the data is read. */
uegraph.begin = async () => {
  const holder = (id) => document.getElementById(id);

  const unpacked = (text) => {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    return bytes;
  };

  /* A large block is compressed; every browser of the last years unpacks it. */
  const read = async (id) => {
    const { textContent, dataset } = holder(id);
    if (dataset.form !== "deflate") return JSON.parse(textContent);
    const stream = new Blob([unpacked(textContent)]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  };

  /* Rows that look their values up in the columns when asked: most are never asked, and a hundred
     thousand objects with values of their own would keep the browser busy. What a column leaves out
     has its default. */
  const rows = ({ count, columns }, defaults) => {
    const Row = function (at) { this.at = at; };
    Row.prototype = defaults;
    for (const [name, values] of Object.entries(columns)) {
      const { words, at } = values;
      const get = words ? function () { return words[at[this.at]]; } : function () { return values[this.at]; };
      Object.defineProperty(defaults, name, { get });
    }
    const made = [];
    for (let at = 0; at < count; at += 1) made.push(new Row(at));
    return made;
  };

  const none = Object.freeze([]);
  const marks = rows(await read("map-marks"), {
    x: 0, y: 0, size: 7, wide: 0, high: 0, short: "", acronym: "", names: none, type: "", sector: "",
    places: none, themes: none, state: "", reason: "", rank: 0, beyond: 0, when: "", first: null, last: null,
    facts: none, evidence: none, group: -1,
  });
  const links = rows(await read("map-links"), {
    stated: true, level: "", status: "", when: "", first: null, last: null, weight: 1,
    facts: none, evidence: none, through: none,
    get key() { return String(this.at); },
  });
  const page = await read("map-page");
  const groups = rows(page.groups, { wide: 0, high: 0, name: "", parent: -1, heads: none, size: 0 });
  const frames = rows(page.frames, { right: 0, bottom: 0, text: "", look: "plain", align: "center" });
  for (const group of groups) group.inner = [];
  for (const group of groups) if (group.parent >= 0) groups[group.parent].inner.push(group.at);

  const linksOf = marks.map(() => []);
  for (const link of links) {
    const { start, end } = link;
    linksOf[start].push(link);
    if (end !== start) linksOf[end].push(link);
  }
  for (const mark of marks) mark.drawn = mark.size > 0;

  /* An address names a mark by the end of its IRI where that is its own, else by the whole; looked
     up once somebody asks. */
  const tail = (id) => id.slice(Math.max(id.lastIndexOf("/"), id.lastIndexOf("#")) + 1);
  let names = null;
  const named = () => {
    if (names) return names;
    names = { byId: new Map(marks.map((mark) => [mark.id, mark])), byTail: new Map() };
    for (const mark of marks) {
      const key = tail(mark.id);
      names.byTail.set(key, names.byTail.has(key) ? null : mark);
    }
    return names;
  };
  const called = (mark) => (named().byTail.get(tail(mark.id)) === mark && tail(mark.id) ? tail(mark.id) : mark.id);
  const calledSo = (text) => (text && (named().byId.get(text) || named().byTail.get(text))) || null;

  Object.assign(uegraph, { marks, links, page, groups, frames, linksOf, called, calledSo, legend: await read("map-legend"), options: await read("map-options") });
  Object.defineProperty(uegraph, "byId", { get: () => named().byId });
  Object.assign(uegraph, uegraph.texts(page.passages));
  for (const part of uegraph.parts) part();
  document.documentElement.dataset.ready = "true";
  performance.mark("uegraph-ready");
};

/* How texts reach the page: always as text. */
uegraph.texts = (passages) => {
  /* Text as people search it: without case, accents and punctuation. */
  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const clip = (text, length) => {
    const letters = Array.from(text.slice(0, length * 4));
    return letters.length > length ? letters.slice(0, length - 1).join("").trimEnd() + "…" : letters.join("");
  };
  const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
  const many = (value, one, more = `${one}s`) => `${number(value)} ${value === 1 ? one : more}`;

  /* An element with text children; text never becomes markup. */
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "onclick") made.addEventListener("click", value);
      else made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  };

  /* The direction of a text is that of its first letter; in a line made of several texts, each that
     runs right to left stays by itself. */
  const rightward = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
  const direction = (text) => (rightward.test((text.match(/\p{L}/u) || [""])[0]) ? "rtl" : "ltr");
  const apart = (text) => (rightward.test(text) ? `\u2068${text}\u2069` : text);
  const name = (text) => element("bdi", {}, text);

  const svg = (tag, attributes, ...children) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  /* The shape of a kind, as the legend shows it. */
  const sign = (kind) => {
    const [shape, colour] = uegraph.legend.kinds[kind] || ["circle", "goal"];
    const path = svg("path", { d: uegraph.legend.shapes[shape] });
    return svg("svg", { class: "mark", viewBox: "-1.5 -1.5 3 3", width: 20, height: 20, "aria-hidden": "true", focusable: "false", "data-colour": colour }, path);
  };

  /* Most passages are of one source; the panel names it once and any other each time. */
  const counts = new Map();
  for (const [source] of passages) counts.set(source, (counts.get(source) || 0) + 1);
  const mainSource = [...counts].sort((one, other) => other[1] - one[1]).map(([source]) => source)[0] || "";
  const passage = (place, brief = false) => {
    const [source, section, paragraph] = passages[place];
    const where = `“${apart(clip(section, 300))}”, paragraph ${paragraph}`;
    return brief && source === mainSource ? where : `${where} · ${apart(clip(source, 300))}`;
  };

  /* Cleared first, so that the same words are announced again. */
  const say = (text) => {
    const said = document.getElementById("said");
    said.textContent = "";
    said.textContent = text;
  };
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = window.matchMedia("(max-width: 860px)");
  return { plain, clip, upper, number, many, direction, apart, element, name, svg, sign, passage, mainSource, say, calm, narrow };
};
