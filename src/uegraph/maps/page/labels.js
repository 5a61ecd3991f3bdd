"use strict";

/* Names on the canvas: the important first, none over another, more of them as one zooms in. */
uegraph.labels = (() => {
  const { state, nodes, page } = uegraph;
  const family = getComputedStyle(document.body).fontFamily;
  const order = [...nodes].sort((one, other) => other.rank - one.rank || other.size - one.size);
  /* Named before all others: the best linked of each group, and of the whole map. */
  const first = new Set(page.communities.map((group) => group.heads[0]));
  const heads = new Set(page.communities.flatMap((group) => group.heads));
  for (const node of order.slice(0, 8)) first.add(node.id);
  for (const node of nodes) if (node.kind === "theme") heads.add(node.id);
  const turn = (node) => (first.has(node.id) ? 0 : heads.has(node.id) ? 1 : 2);
  order.sort((one, other) => turn(one) - turn(other) || other.rank - one.rank);
  const wrapped = new Map();

  /* At most two lines of about twenty letters; the panel shows the whole name. */
  const lines = (text) => {
    if (wrapped.has(text)) return wrapped.get(text);
    const found = [""];
    for (const word of text.split(/\s+/)) {
      const last = found[found.length - 1];
      if (!last || (last + " " + word).length <= 20) found[found.length - 1] = last ? `${last} ${word}` : word;
      else found.push(word);
    }
    const kept = found.slice(0, 2).map((line) => uegraph.clip(line, 24));
    if (found.length > 2) kept[1] = `${uegraph.clip(kept[1], 22).replace(/…$/, "")}…`;
    wrapped.set(text, kept);
    return kept;
  };

  const overlap = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  /* Below, above, to the right, to the left of a mark. */
  const places = (at, reach, width, height) => [
    { left: at.x - width / 2, top: at.y + reach + 3, align: "center" },
    { left: at.x - width / 2, top: at.y - reach - 3 - height, align: "center" },
    { left: at.x + reach + 5, top: at.y - height / 2, align: "left" },
    { left: at.x - reach - 5 - width, top: at.y - height / 2, align: "right" },
  ].map((box) => ({ ...box, right: box.left + width, bottom: box.top + height }));

  const write = (context, text, box, size) => {
    const x = box.align === "left" ? box.left : box.align === "right" ? box.right : (box.left + box.right) / 2;
    context.textAlign = box.align;
    context.direction = uegraph.direction(text.join(" "));
    text.forEach((line, at) => {
      const y = box.top + (at + 0.5) * size * 1.16;
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  };

  const gridName = (context, network, taken) => {
    const [left, top, right] = page.grid;
    const at = network.canvasToDOM({ x: (left + right) / 2, y: top });
    context.font = `600 12px ${family}`;
    const half = context.measureText(page.grid_name).width / 2;
    const box = { left: at.x - half, right: at.x + half, top: at.y + 5, bottom: at.y + 20, align: "center" };
    context.fillStyle = uegraph.marks.colour("muted");
    context.strokeStyle = uegraph.marks.colour("card");
    write(context, [page.grid_name], box, 13);
    taken.push(box);
  };

  /* Draws in the pixels of the screen, so that text keeps its size at every zoom. */
  const draw = (context, network) => {
    const canvas = context.canvas;
    const ratio = canvas.width / (canvas.clientWidth || canvas.width);
    const scale = network.getScale();
    const near = uegraph.marks.lit();
    const taken = [];
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    if (state.focus === null && state.link === null && page.grid) gridName(context, network, taken);
    const seen = order.filter((node) => uegraph.marks.shown(node) && (near === null || near.has(node.id)));
    const marks = seen.map((node) => {
      const at = network.canvasToDOM({ x: node.x, y: node.y });
      const reach = uegraph.marks.size(node) * scale + (uegraph.marks.unseen(node) ? 5 : 0);
      return { node, at, reach, left: at.x - reach, right: at.x + reach, top: at.y - reach, bottom: at.y + reach };
    }).filter((one) => one.right > 0 && one.left < canvas.clientWidth && one.bottom > 0 && one.top < canvas.clientHeight);
    if (state.focus !== null) marks.sort((one, other) => (other.node.id === state.focus) - (one.node.id === state.focus));
    for (const one of marks) label(context, one, marks, taken, near !== null && near.size <= 60, scale);
    context.restore();
  };

  /* The free place that covers the fewest other marks; only the foremost names may cover any. */
  const place = (one, text, size, context, marks, taken, cover, pad) => {
    const width = Math.max(...text.map((line) => context.measureText(line).width));
    const room = { width: context.canvas.clientWidth, height: context.canvas.clientHeight };
    let best = null;
    let least = cover + 1;
    for (const box of places(one.at, one.reach, width, text.length * size * 1.16)) {
      if (box.left < 2 || box.top < 2 || box.right > room.width - 2 || box.bottom > room.height - 2) continue;
      const wide = { left: box.left - pad, right: box.right + pad, top: box.top - 1, bottom: box.bottom + 1 };
      if (taken.some((other) => overlap(wide, other))) continue;
      const covered = marks
        .filter((other) => other !== one && overlap(box, other))
        .reduce((sum, other) => sum + (turn(other.node) < 2 ? 9 : 1), 0);
      if (covered < least) [best, least] = [box, covered];
    }
    return best;
  };

  const label = (context, one, marks, taken, focused, scale) => {
    const { node } = one;
    const rank = node.id === state.focus ? 0 : focused ? 2 : turn(node);
    /* Far out, small marks stay unnamed: they are dots of a pattern, not things to read. */
    if (!focused && rank === 2 && node.rank && one.reach < 5 && node.id !== state.hover) return;
    const size = rank === 0 ? 13 : 12;
    context.font = `${rank === 0 ? 650 : 450} ${size}px ${family}`;
    const text = lines(scale > 1.1 || focused ? uegraph.clip(node.label, 60) : node.short);
    const box = place(one, text, size, context, marks, taken, [4, 2, 0][rank], focused ? 1 : 4);
    if (!box) return;
    context.fillStyle = uegraph.marks.colour("ink");
    context.strokeStyle = uegraph.marks.colour("card");
    write(context, text, box, size);
    taken.push(box);
  };

  return { draw };
})();
