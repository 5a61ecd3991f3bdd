"use strict";

/* The canvas: vis-network draws points and links where Python put them. */
uegraph.canvas = (() => {
  const { state, page, nodes, byId, marks, options, calm } = uegraph;
  const holder = document.getElementById("canvas");
  const points = new vis.DataSet();
  const lines = new vis.DataSet();
  let network = null;

  const paint = () => {
    points.update(marks.points());
    lines.update(marks.lines());
    if (network) network.redraw();
  };

  const groups = (context) => {
    context.fillStyle = marks.colour("bubble");
    context.strokeStyle = marks.colour("bubble-line");
    context.lineWidth = 1.5;
    for (const group of page.communities) {
      context.beginPath();
      context.arc(group.x, group.y, group.radius, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
    if (page.grid) {
      const [left, top, right, bottom] = page.grid;
      context.beginPath();
      context.setLineDash([7, 6]);
      context.roundRect(left, top, right - left, bottom - top, 22);
      context.stroke();
      context.setLineDash([]);
    }
  };

  /* Behind each whom nobody is known to have engaged, so that the eye finds them first. */
  const halos = (context) => {
    const near = marks.lit();
    context.fillStyle = marks.colour("halo");
    context.strokeStyle = marks.colour("halo-edge");
    const ring = Math.min(14, 6 / network.getScale());
    context.lineWidth = ring / 5;
    for (const node of nodes) {
      if (!marks.unseen(node) || !marks.shown(node) || (near !== null && !near.has(node.id))) continue;
      context.beginPath();
      context.arc(node.x, node.y, marks.size(node) * 1.1 + ring, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  };

  /* The corners of everything, circles and grid included. */
  const extent = () => {
    const boxes = page.communities.map((group) => [
      group.x - group.radius, group.y - group.radius, group.x + group.radius, group.y + group.radius,
    ]);
    if (page.grid) boxes.push(page.grid);
    if (!boxes.length) return null;
    return [0, 1, 2, 3].map((side) => Math[side < 2 ? "min" : "max"](...boxes.map((box) => box[side])));
  };

  const move = (position, scale) => {
    network.moveTo({ position, scale, animation: calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
  };

  const fit = (still) => {
    const corners = extent();
    if (!corners) return;
    const [left, top, right, bottom] = corners;
    const room = 0.96;
    const scale = Math.min((holder.clientWidth * room) / (right - left), (holder.clientHeight * room) / (bottom - top), 1.6);
    const position = { x: (left + right) / 2, y: (top + bottom) / 2 };
    if (still) network.moveTo({ position, scale, animation: false });
    else move(position, scale);
  };

  const zoom = (factor) => {
    const scale = Math.min(4, Math.max(0.05, network.getScale() * factor));
    move(network.getViewPosition(), scale);
  };

  /* Brings a point into the part of the canvas that the panel leaves free. */
  const centre = (id) => {
    const node = byId.get(id);
    const scale = Math.max(network.getScale(), 0.75);
    const narrow = window.matchMedia("(max-width: 860px)").matches;
    if (narrow) holder.parentElement.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
    const down = narrow ? (holder.clientHeight - window.innerHeight * 0.52) / 2 / scale : 0;
    move({ x: node.x + (narrow ? 0 : 190 / scale), y: node.y + Math.max(0, down) }, scale);
  };

  const hint = document.getElementById("hint");
  const hide = () => {
    hint.hidden = true;
    state.hover = null;
  };
  const show = (at, title, ...more) => {
    hint.replaceChildren(uegraph.name(uegraph.clip(title, 120)), ...more.filter(Boolean).map((text) => uegraph.element("small", {}, uegraph.name(uegraph.clip(text, 160)))));
    hint.hidden = false;
    const left = Math.min(at.x + 16, holder.clientWidth - hint.offsetWidth - 8);
    const top = at.y + 18 + hint.offsetHeight > holder.clientHeight ? at.y - hint.offsetHeight - 12 : at.y + 18;
    hint.style.left = `${Math.max(8, left)}px`;
    hint.style.top = `${Math.max(8, top)}px`;
  };
  const unlinked = (node) => (node.beyond ? "no link to anything shown" : "no recorded link");
  const overPoint = ({ node, pointer }) => {
    const found = byId.get(node);
    state.hover = node;
    const links = found.rank === 1 ? "linked with 1 other" : `linked with ${found.rank} others`;
    show(pointer.DOM, found.label, [found.kind, found.type].filter(Boolean).join(" · "), found.rank ? links : unlinked(found), found.state && `coverage: ${found.state}`);
  };
  const overLine = ({ edge, pointer }) => {
    const found = uegraph.edges[edge];
    const said = [byId.get(found.from).label, found.type, byId.get(found.to).label].map((text) => uegraph.apart(uegraph.clip(text, 50))).join(" – ");
    show(pointer.DOM, said, found.stated ? "stated" : "derived", found.level && `level: ${found.level}`);
  };

  const start = () => {
    paint();
    network = new vis.Network(holder, { nodes: points, edges: lines }, options);
    network.on("beforeDrawing", (context) => {
      groups(context);
      halos(context);
    });
    network.on("afterDrawing", (context) => uegraph.labels.draw(context, network));
    network.on("hoverNode", overPoint);
    network.on("blurNode", hide);
    network.on("hoverEdge", overLine);
    network.on("blurEdge", hide);
    network.on("dragStart", hide);
    network.on("zoom", hide);
    network.on("click", ({ nodes: hit, edges: near }) => {
      hide();
      if (hit.length) uegraph.details.open(hit[0], { still: true });
      else if (near.length) uegraph.details.openLink(near[0]);
      else uegraph.details.close();
    });
    /* The drawing is pointed at; the keyboard goes through search, panel and tables. */
    for (const inner of holder.querySelectorAll("[tabindex]")) inner.tabIndex = -1;
    fit(true);
    new ResizeObserver(() => state.focus === null && fit(true)).observe(holder);
    return network;
  };

  return { start, paint, fit, zoom, centre, points, lines, size: () => nodes.length, network: () => network };
})();
