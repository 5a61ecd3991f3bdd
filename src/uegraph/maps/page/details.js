"use strict";

/* The panel: what is known about a point or a link, and where that is said. */
uegraph.details = (() => {
  const { state, page, byId, linksOf, element, name, mark, passage, mainSource } = uegraph;
  const panel = document.getElementById("details");
  let cameFrom = null;

  const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const goTo = (id) =>
    element("button", { type: "button", class: "to", onclick: () => open(id, { focus: true }) }, name(uegraph.clip(byId.get(id).label, 140)));

  const top = (title, below) => {
    const heading = element("h2", { id: "details-name", tabindex: "-1", ...(title.length > 160 ? { class: "long" } : {}) }, name(title));
    const shut = element("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Esc)", onclick: close }, "✕");
    return [element("header", {}, heading, shut), below];
  };

  const line = (number) => element("small", {}, name(passage(number, true)));
  /* Two passages are shown at once; more of them are folded away. */
  const evidence = (numbers) =>
    numbers.length <= 2
      ? numbers.map(line)
      : [element("details", {}, element("summary", {}, `${numbers.length} passages`), ...numbers.map(line))];

  const whereSaid = (numbers, none) => {
    if (!numbers.length) return none ? [element("h3", {}, none)] : [];
    return [element("h3", {}, "Where this is said"), element("ul", {}, ...numbers.map((number) => element("li", {}, line(number))))];
  };
  const sourceNote = () =>
    mainSource ? element("p", { class: "note" }, "Where no other source is named, a passage is of: ", name(uegraph.clip(mainSource, 300))) : "";

  /* A web address is a link only when it is one. */
  const value = (fact, text) =>
    fact === "website" && /^https?:\/\//i.test(text)
      ? element("a", { href: text, rel: "noopener noreferrer", target: "_blank" }, name(text))
      : name(text);

  const facts = (pairs) => {
    const grouped = new Map();
    for (const [fact, text] of pairs) grouped.set(fact, [...(grouped.get(fact) || []), value(fact, text)]);
    if (!grouped.size) return "";
    const list = element("dl", {});
    for (const [fact, values] of grouped) {
      list.append(element("dt", {}, upper(fact)));
      list.append(element("dd", {}, ...values.flatMap((one, at) => (at ? [", ", one] : [one]))));
    }
    return list;
  };

  const how = (edge) => [edge.type, edge.level, edge.status, edge.when].filter(Boolean).map(uegraph.apart).join(" · ");
  const activities = (edge) =>
    edge.through.length ? element("small", {}, "Through ", ...edge.through.flatMap((id, at) => [at ? ", " : "", byId.has(id) ? goTo(id) : ""])) : "";

  const item = (edge, from) => {
    const other = edge.from === from ? edge.to : edge.from;
    const arrow = edge.stated ? (edge.from === from ? "" : "← ") : "";
    return element("li", {}, goTo(other), element("small", { class: "how" }, arrow, name(how(edge))), activities(edge), ...evidence(edge.evidence));
  };

  const linkGroups = (id) => {
    const found = [];
    for (const family of page.links) {
      const links = linksOf.get(id).filter((edge) => edge.kind === family.name);
      if (!links.length) continue;
      found.push(element("h3", {}, `${family.words}${family.stated ? "" : " (derived)"} · ${links.length}`));
      found.push(element("ul", {}, ...links.map((edge) => item(edge, id))));
    }
    const none = byId.get(id).beyond ? "No link to anything on this map" : "No recorded link";
    return found.length ? found : [element("h3", {}, none)];
  };

  const fill = (...children) => {
    panel.replaceChildren(...children.filter(Boolean));
    panel.hidden = false;
    panel.scrollTop = 0;
  };

  const open = (id, { focus = false, still = false } = {}) => {
    const node = byId.get(id);
    if (focus && !panel.contains(document.activeElement)) cameFrom = document.activeElement;
    state.focus = id;
    state.link = null;
    const said = [upper(node.kind), node.type, node.sector].filter(Boolean).map(uegraph.apart).join(" · ");
    const told = node.state ? [["coverage", node.state], ...node.facts] : node.facts;
    fill(
      ...top(node.label, element("p", { class: "kind" }, mark(node.kind), name(said))),
      facts(told.filter(([fact]) => fact !== "type" && fact !== "sector")),
      ...linkGroups(id),
      ...whereSaid(node.evidence),
      sourceNote(),
    );
    uegraph.canvas.paint();
    if (!still) uegraph.canvas.centre(id);
    if (focus) document.getElementById("details-name").focus({ preventScroll: true });
    uegraph.say(`${uegraph.clip(node.label, 120)}: ${node.rank} linked.`);
  };

  const openLink = (number) => {
    const edge = uegraph.edges[number];
    state.focus = null;
    state.link = number;
    fill(
      ...top(edge.stated ? upper(edge.type) : "Took part in the same activity", element("p", { class: "kind" }, edge.stated ? "Stated by a source" : "Derived, not stated by a source")),
      element("ul", {}, element("li", {}, element("small", {}, "From"), goTo(edge.from)), element("li", {}, element("small", {}, "To"), goTo(edge.to))),
      facts(edge.facts),
      activities(edge),
      ...whereSaid(edge.evidence, "No passage is recorded for this link"),
      sourceNote(),
    );
    uegraph.canvas.paint();
    uegraph.say(`Link: ${edge.type}.`);
  };

  const close = () => {
    if (panel.hidden) return;
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    panel.replaceChildren();
    state.focus = null;
    state.link = null;
    uegraph.canvas.paint();
    if (inside && cameFrom && cameFrom.isConnected) cameFrom.focus();
    else if (inside) document.getElementById("find").focus();
    cameFrom = null;
  };

  return { open, openLink, close, how };
})();
