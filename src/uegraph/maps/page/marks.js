"use strict";

/* How each point and link looks now: kind gives shape and colour, focus and filters the rest. */
uegraph.marks = (() => {
  const { state, shapes, borders, byId, linksOf, nodes, edges } = uegraph;
  const widths = { double: 5, hollow: 3.2, dotted: 3.2, none: 0.6 };
  const dashes = { dashed: [6, 4], dotted: [3, 2.4] };
  const styles = getComputedStyle(document.documentElement);
  const colour = (name) => styles.getPropertyValue(`--${name.replaceAll(" ", "-")}`).trim();

  const shown = (node) => state.kinds.has(node.kind);
  const drawn = (edge) =>
    state.links.has(edge.kind) && shown(byId.get(edge.from)) && shown(byId.get(edge.to));

  /* What nobody is known to have engaged is drawn empty, on a halo, and never very small. */
  const unseen = (node) => ["dotted", "hollow"].includes(borders.get(node.state));
  const size = (node) => (unseen(node) ? Math.max(node.size, 10) : node.size);
  const bright = (node) => state.covered === null || state.covered.has(node.state);

  /* The points that stay bright: the one in focus and its neighbours, both ends of a link, or those
     whose coverage is ticked. */
  const lit = () => {
    if (state.link !== null) return new Set([edges[state.link].from, edges[state.link].to]);
    if (state.focus === null) return state.covered && new Set(nodes.filter(bright).map((node) => node.id));
    const near = new Set([state.focus]);
    for (const edge of linksOf.get(state.focus)) {
      if (drawn(edge)) near.add(edge.from).add(edge.to);
    }
    return near;
  };

  const points = () => {
    const near = lit();
    return nodes.map((node) => {
      const border = borders.get(node.state) || "solid";
      const edge = colour(`${node.kind}-edge`);
      const fill = unseen(node) ? colour("card") : colour(node.kind);
      const both = { background: fill, border: edge };
      return {
        id: node.id, x: node.x, y: node.y, size: size(node),
        shape: shapes.get(node.kind) === "box" ? "square" : shapes.get(node.kind),
        hidden: !shown(node),
        opacity: near === null || near.has(node.id) ? 1 : 0.16,
        color: { ...both, highlight: both, hover: both },
        borderWidth: node.id === state.focus ? 4 : widths[border] || (node.state ? 2.2 : 1.3),
        shapeProperties: { borderDashes: dashes[border] || false },
      };
    });
  };

  const lines = () => {
    const calm = colour("link");
    const strong = colour("ink");
    return edges.map((edge) => {
      const focused = state.link === edge.id || edge.from === state.focus || edge.to === state.focus;
      const resting = state.focus === null && state.link === null && [edge.from, edge.to].every((id) => bright(byId.get(id)));
      const shade = focused ? strong : calm;
      return {
        id: edge.id, from: edge.from, to: edge.to,
        hidden: !drawn(edge),
        dashes: edge.stated ? false : [5, 5],
        width: 0.9 + edge.depth * 0.55 + (focused ? 0.4 : 0),
        color: { color: shade, highlight: strong, hover: strong, opacity: focused ? 0.5 : resting ? 0.38 : 0.07 },
        arrows: { to: { enabled: focused && edge.stated, scaleFactor: 0.45 } },
      };
    });
  };

  return { colour, points, lines, lit, shown, drawn, bright, unseen, size };
})();
