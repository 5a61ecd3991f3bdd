"use strict";

/* The same as text: tables of all points and all links, built when they are opened. */
uegraph.tables = (() => {
  const { nodes, edges, byId, page, element, name, passage } = uegraph;

  const cell = (text, kind) => element("td", kind ? { class: kind } : {}, typeof text === "string" ? name(text) : text);
  const opener = (id, length) =>
    element("button", { type: "button", class: "to", onclick: () => uegraph.details.open(id, { focus: true }) }, name(uegraph.clip(byId.get(id).label, length)));

  const table = (caption, heads, rows) =>
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      element("table", {}, element("caption", {}, caption),
        element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
        element("tbody", {}, ...rows)));

  const points = () => {
    const heads = ["Name", "Acronym", "Other names", "Kind", "Type", "Sector", "Linked with", ...(page.states.length ? ["Coverage"] : [])];
    const sorted = [...nodes].sort((one, other) => other.rank - one.rank || (one.label < other.label ? -1 : 1));
    return table("Everything on the map, the most linked first", heads, sorted.map((node) =>
      element("tr", { "data-id": node.id },
        element("th", { scope: "row" }, opener(node.id, 300)),
        cell(uegraph.clip(node.acronym, 60)), cell(uegraph.clip(node.names.join(", "), 300)), cell(node.kind), cell(node.type), cell(node.sector),
        cell(String(node.rank), "number"), ...(page.states.length ? [cell(node.state)] : []))));
  };

  const links = () =>
    table("Every link of the map", ["From", "Link", "To", "Stated or derived", "Where this is said"], edges.map((edge) =>
      element("tr", { "data-id": String(edge.id) },
        element("th", { scope: "row" }, opener(edge.from, 120)),
        cell(uegraph.details.how(edge)), cell(opener(edge.to, 120)), cell(edge.stated ? "stated" : "derived"),
        cell(edge.evidence.map((one) => passage(one)).join("; ")))));

  const start = () => {
    for (const [id, make] of [["points-table", points], ["links-table", links]]) {
      const holder = document.getElementById(id);
      holder.addEventListener("toggle", () => {
        if (holder.open && holder.children.length === 1) holder.append(make());
      });
    }
  };

  return { start };
})();
