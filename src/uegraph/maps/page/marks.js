"use strict";

/* How each point and link looks now: kind gives shape and colour, focus and filters the rest. */
uegraph.marks = (() => {
  const { state, shapes, borders, byId, linksOf, nodes, edges } = uegraph;
  const widths = { double: 5, hollow: 3.2, dotted: 2.8, none: 0.6 };
  const dashes = { dashed: [6, 4], dotted: [1.5, 3.5] };
  const styles = getComputedStyle(document.documentElement);
  const colour = (name) => styles.getPropertyValue(`--${name.replaceAll(" ", "-")}`).trim();

  const shown = (node) => state.kinds.has(node.kind);
  const drawn = (edge) =>
    state.links.has(edge.kind) && shown(byId.get(edge.from)) && shown(byId.get(edge.to));

  /* The points that stay bright: the one in focus and its neighbours, or both ends of a link. */
  const lit = () => {
    if (state.link !== null) return new Set([edges[state.link].from, edges[state.link].to]);
    if (state.focus === null) return null;
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
      const fill = border === "dotted" || border === "hollow" ? colour("card") : colour(node.kind);
      const both = { background: fill, border: edge };
      return {
        id: node.id, x: node.x, y: node.y, size: node.size,
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
      const resting = state.focus === null && state.link === null;
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

  return { colour, points, lines, lit, shown, drawn };
})();
