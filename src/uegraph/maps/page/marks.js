"use strict";

/* How marks and links look: shape and colour by kind, filling and border by state, width by depth. */
uegraph.parts.push(() => {
  const { legend, page, view, shown, unseen } = uegraph;
  const outlines = new Map(Object.entries(legend.shapes).map(([name, path]) => [name, new Path2D(path)]));
  const cache = new Map();
  const colour = (name) => {
    if (!cache.has(name)) cache.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || "#777");
    return cache.get(name);
  };
  const forget = () => cache.clear();

  /* The colour of words on a filled mark: dark or light, whichever reads better. */
  const part = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const on = (name) => {
    const [red, green, blue] = [1, 3, 5].map((at) => part(parseInt(colour(name).slice(at, at + 2), 16) / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#17212b" : "#ffffff";
  };

  /* The radius in pixels: true to scale, but never too small to see or to point at. */
  const radius = (mark, scale) => Math.max(mark.size * scale, Math.min(mark.size * 0.5, 6), 2.6);
  const half = (mark, scale) => (mark.wide ? [Math.max(mark.wide * scale, 1.5), Math.max(mark.high * scale, 1.5)] : [radius(mark, scale), radius(mark, scale)]);

  /* Where the filling is all that a mark tells, one without a state is not filled. */
  const stateless = page.view === "places" ? ["none", "thin", false] : ["whole", "solid", false];
  const styleOf = (mark) => {
    const [shape, name] = legend.kinds[mark.kind] || ["circle", "goal"];
    const [filling, border, halo] = legend.states[mark.state] || stateless;
    return { shape, name, filling, border, halo };
  };

  /* The part of a mark that is filled, as a box around it in units of its half width and height. */
  const filled = {
    whole: [-2, -2, 4, 4], lower: [-2, 0.05, 4, 2], left: [-2, -2, 1.95, 4], corner: [-2, 0, 2, 2],
    slash: null, none: null, core: null, point: null, crossed: [-2, -2, 4, 4],
  };
  const widths = { solid: 1.5, dashed: 1.5, dotted: 1.9, thick: 2.8, thin: 0.7 };
  const dashes = { dotted: [1.6, 2.4], dashed: [4, 2.5] };

  /* What is not filled: a tile has no halo around it, so its own ground is that of halos. */
  const ground = (mark, style) => (mark.wide && style.halo ? "halo" : "card");

  const outline = (mark, style, wide, high) => {
    if (!mark.wide) return outlines.get(style.shape);
    const path = new Path2D();
    path.roundRect(-1, -1, 2, 2, { x: Math.min(0.9, 4 / wide), y: Math.min(0.9, 4 / high) });
    return path;
  };

  /* Draws a mark at (0, 0) of a context whose unit is a pixel. */
  const paint = (context, mark, scale, strong) => {
    const style = styleOf(mark);
    const [wide, high] = half(mark, scale);
    const path = outline(mark, style, wide, high);
    context.save();
    context.scale(wide, high);
    context.fillStyle = colour(ground(mark, style));
    context.fill(path);
    const part = filled[style.filling];
    context.fillStyle = colour(style.name);
    /* Out of scope: half as strong, because a thin border alone is overlooked. */
    if (style.border === "thin") context.globalAlpha *= 0.5;
    if (style.filling === "whole" || style.filling === "crossed") context.fill(path);
    else if (part) {
      context.save();
      context.clip(path);
      context.fillRect(...part);
      context.restore();
    } else if (style.filling === "core" || style.filling === "point") {
      const share = style.filling === "core" ? 0.52 : 0.26;
      context.save();
      context.scale(share, share);
      context.fill(path);
      context.restore();
    }
    context.restore();
    if (style.filling === "slash" || style.filling === "crossed") {
      context.save();
      context.scale(wide, high);
      context.clip(path);
      context.restore();
      context.strokeStyle = colour(style.filling === "slash" ? `${style.name}-edge` : "card");
      context.lineWidth = Math.max(1.3, Math.min(wide, high) * 0.28);
      context.beginPath();
      context.moveTo(-wide, high);
      context.lineTo(wide, -high);
      if (style.filling === "crossed") {
        context.moveTo(-wide, -high);
        context.lineTo(wide, high);
      }
      context.stroke();
    }
    return { path, wide, high, style, strong };
  };

  const rim = (context, { path, wide, high, style, strong }) => {
    const dash = dashes[style.border] || [];
    const thick = widths[style.border] + (strong ? 1.6 : 0);
    context.strokeStyle = colour(`${style.name}-edge`);
    if (wide === high) {
      context.save();
      context.scale(wide, wide);
      context.setLineDash(dash.map((part) => part / wide));
      context.lineWidth = thick / wide;
      context.stroke(path);
      context.restore();
      return;
    }
    const scaled = new Path2D();
    scaled.addPath(path, new DOMMatrix([wide, 0, 0, high, 0, 0]));
    context.setLineDash(dash);
    context.lineWidth = thick;
    context.stroke(scaled);
    context.setLineDash([]);
  };

  const draw = (context, mark, scale, { faded = false, strong = false } = {}) => {
    context.save();
    context.globalAlpha = faded ? 0.16 : 1;
    context.save();
    const drawn = paint(context, mark, scale, strong);
    context.restore();
    rim(context, drawn);
    context.restore();
  };

  /* A link's width tells its depth, or how much it rests on; its dash tells its family. */
  const width = (link) => 0.9 + (uegraph.depth(link.level) * 0.6 || Math.min(3.2, Math.log2(link.weight || 1) * 0.75));
  uegraph.depth = (level) => legend.depths.indexOf(level.toLowerCase()) + 1;
  const dash = (link) => ((legend.links[link.kind] || [])[2] || []).map((part) => part * 2);

  const line = (link, bright, among) => {
    const now = view.now();
    const chosen = now.link === link.key;
    const near = now.focus !== null && (link.start === now.focus || link.end === now.focus);
    const both = bright.has(link.start) && bright.has(link.end);
    const crowd = among > 400 ? 0.34 : among > 150 ? 0.55 : 0.75;
    return {
      width: width(link) + (near || chosen ? 0.5 : 0),
      colour: colour(near || chosen ? "ink" : link.kind === "gap" ? "halo-edge" : "link"),
      opacity: chosen || near ? 0.75 : both ? crowd : 0.05,
      dash: dash(link),
      arrow: (near || chosen) && link.stated && link.kind !== "engagement" && link.kind !== "partial",
    };
  };

  uegraph.looks = { colour, forget, on, radius, half, draw, line, styleOf, width, dash, widths, dashes, filled, ground, unseen, shown };
});
