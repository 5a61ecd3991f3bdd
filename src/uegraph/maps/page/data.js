"use strict";

/* What the page holds, read from its JSON blocks; shared by the scripts after this one. */
const uegraph = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const nodes = read("map-nodes");
  const edges = read("map-edges");
  const page = read("map-page");
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const linksOf = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges) {
    linksOf.get(edge.from).push(edge);
    linksOf.get(edge.to).push(edge);
  }
  const shapes = new Map(page.kinds.map((kind) => [kind.name, kind.shape]));
  const borders = new Map(page.states.map((state) => [state.name, state.border]));

  /* Text as people search it: without case, accents and punctuation. */
  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const clip = (text, length) => {
    const letters = Array.from(text.slice(0, length * 4));
    return letters.length > length ? letters.slice(0, length - 1).join("").trimEnd() + "…" : letters.join("");
  };

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

  /* Names may run right to left: each is kept apart from the text around it. */
  const name = (text) => element("bdi", {}, text);

  const mark = (kind) => {
    const found = [...document.querySelectorAll("#filters .mark")].find((one) => one.dataset.kind === kind);
    return found ? found.cloneNode(true) : "";
  };

  /* Most passages are of one source; the panel names it once and any other each time. */
  const counts = new Map();
  for (const [source] of page.passages) counts.set(source, (counts.get(source) || 0) + 1);
  const mainSource = [...counts].sort((one, other) => other[1] - one[1]).map(([source]) => source)[0] || "";
  const passage = (number, brief = false) => {
    const [source, section, paragraph] = page.passages[number];
    const place = `“${apart(clip(section, 300))}”, paragraph ${paragraph}`;
    return brief && source === mainSource ? place : `${place} · ${apart(clip(source, 300))}`;
  };

  const say = (text) => {
    document.getElementById("said").textContent = text;
  };

  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const state = { focus: null, link: null, hover: null, kinds: new Set(), links: new Set(), covered: null };
  return {
    nodes, edges, page, byId, linksOf, shapes, borders, state, calm,
    options: JSON.parse(read("map-options")),
    plain, clip, direction, apart, element, name, mark, passage, mainSource, say,
  };
})();
