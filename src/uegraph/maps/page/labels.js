"use strict";

/* Names on the canvas: the important first, none over another, more of them as one zooms in. */
uegraph.labels = (() => {
  const { state, nodes, page } = uegraph;
  const family = getComputedStyle(document.body).fontFamily;
  const order = [...nodes].sort((one, other) => other.rank - one.rank || other.size - one.size);
  const heads = new Set(order.slice(0, 12).filter((node) => node.rank > 2).map((node) => node.id));
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
    text.forEach((line, at) => {
      const y = box.top + (at + 0.5) * size * 1.16;
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  };

  const heading = (context, text, at, room, taken) => {
    context.font = `600 12px ${family}`;
    const shown = uegraph.clip(text, 40);
    const width = context.measureText(shown).width;
    if (width > room) return;
    const box = { left: at.x - width / 2, right: at.x + width / 2, top: at.y, bottom: at.y + 15, align: "center" };
    context.fillStyle = uegraph.marks.colour("muted");
    context.strokeStyle = uegraph.marks.colour("bubble");
    write(context, [shown], box, 13);
    taken.push(box);
  };

  /* The groups' names, at the top of their circles. */
  const headings = (context, network, scale, taken) => {
    for (const group of page.communities) {
      if (group.size < 3) continue;
      const at = network.canvasToDOM({ x: group.x, y: group.y - group.radius });
      heading(context, `Around ${group.name}`, { x: at.x, y: at.y + 8 }, group.radius * scale * 1.7, taken);
    }
    if (page.grid) {
      const [left, top, right] = page.grid;
      const at = network.canvasToDOM({ x: (left + right) / 2, y: top });
      heading(context, "No recorded link", { x: at.x, y: at.y + 6 }, 400, taken);
    }
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
    if (near === null) headings(context, network, scale, taken);
    const seen = order.filter((node) => uegraph.marks.shown(node) && (near === null || near.has(node.id)));
    const marks = seen.map((node) => {
      const at = network.canvasToDOM({ x: node.x, y: node.y });
      const reach = node.size * scale;
      return { node, at, reach, left: at.x - reach, right: at.x + reach, top: at.y - reach, bottom: at.y + reach };
    }).filter((one) => one.right > 0 && one.left < canvas.clientWidth && one.bottom > 0 && one.top < canvas.clientHeight);
    if (state.focus !== null) marks.sort((one, other) => (other.node.id === state.focus) - (one.node.id === state.focus));
    for (const one of marks) label(context, one, marks, taken, near !== null, scale);
    context.restore();
  };

  const label = (context, one, marks, taken, focused, scale) => {
    const { node } = one;
    const room = { width: context.canvas.clientWidth, height: context.canvas.clientHeight };
    const major = heads.has(node.id) || node.id === state.focus;
    /* Far out, small marks stay unnamed: they are dots of a pattern, not things to read. */
    if (!focused && !major && node.rank && one.reach < 5 && node.id !== state.hover) return;
    const size = major ? 13 : 12;
    context.font = `${major ? 650 : 450} ${size}px ${family}`;
    const text = lines(scale > 1.1 || focused ? uegraph.clip(node.label, 60) : node.short);
    const width = Math.max(...text.map((line) => context.measureText(line).width));
    const height = text.length * size * 1.16;
    const pad = focused ? 1 : 4;
    for (const box of places(one.at, one.reach, width, height)) {
      if (box.left < 2 || box.top < 2 || box.right > room.width - 2 || box.bottom > room.height - 2) continue;
      const wide = { left: box.left - pad, right: box.right + pad, top: box.top - 1, bottom: box.bottom + 1 };
      if (taken.some((other) => overlap(wide, other))) continue;
      if (marks.some((other) => other !== one && overlap(box, other))) continue;
      context.fillStyle = uegraph.marks.colour("ink");
      context.strokeStyle = uegraph.marks.colour("card");
      write(context, text, box, size);
      taken.push(wide);
      return;
    }
  };

  return { draw };
})();
