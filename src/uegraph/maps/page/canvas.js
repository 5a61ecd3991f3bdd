"use strict";

/* The canvas: vis-network draws marks and links where Python put them. */
uegraph.parts.push(() => {
  const { marks, groups, frames, page, options, calm, view, shown, looks, drawing, labels } = uegraph;
  const holder = document.getElementById("canvas");
  const points = new vis.DataSet();
  const lines = new vis.DataSet();
  let network = null;
  let drawn = { drawn: new Set(), waiting: false };
  let byKey = new Map();
  let cursor = null; /* { mark } or { group }: where the keyboard is */
  let hover = null;

  /* Far out, dashes are longer, so that they are as long on the screen: shorter ones could not be
     seen, and take a browser most of the time that it needs to draw. */
  let stride = 1;
  const longer = () => 2 ** Math.max(0, Math.round(-Math.log2(network.getScale())));

  const camera = () => {
    const { x, y } = network.getViewPosition();
    return [x, y, network.getScale()];
  };
  const box = () => {
    const [x, y, scale] = camera();
    const [wide, high] = [holder.clientWidth / scale / 2, holder.clientHeight / scale / 2];
    return [x - wide, y - high, x + wide, y + high];
  };

  /* Each mark is drawn by ourselves, at whatever size the present scale asks for. */
  const node = (at) => {
    const mark = marks[at];
    const reach = Math.max(mark.size, mark.wide, mark.high, 12);
    return { id: at, x: mark.x, y: mark.y, size: reach, ctxRenderer: renderer };
  };
  const renderer = ({ ctx, id }) => {
    const mark = marks[id];
    return {
      drawNode: () => {
        const scale = network.getScale();
        const now = view.now();
        ctx.translate(mark.x, mark.y); /* vis-network cuts places to whole units */
        ctx.scale(1 / scale, 1 / scale);
        looks.draw(ctx, mark, scale, {
          faded: !shown.read().bright.has(id),
          strong: now.focus === id || now.chosen.includes(id) || hover === id,
        });
      },
      nodeDimensions: { width: 2 * (mark.wide || mark.size), height: 2 * (mark.high || mark.size) },
    };
  };

  const edge = (link, bright, among) => {
    const look = looks.line(link, bright, among);
    return {
      id: link.key, from: link.start, to: link.end,
      dashes: look.dash.length ? look.dash.map((part) => part * stride) : false, width: look.width,
      color: { color: look.colour.startsWith("#") ? look.colour : looks.colour(look.colour), opacity: look.opacity },
      arrows: { to: { enabled: Boolean(look.arrow), scaleFactor: 0.45 } },
    };
  };

  const mostLinks = 1200;
  /* Only what is gone, new or looks otherwise than before is told to vis-network. */
  const told = new Map([[points, new Map()], [lines, new Map()]]);
  const replace = (set, items) => {
    const before = told.get(set);
    const now = new Map(items.map((item) => [item.id, JSON.stringify(item)]));
    told.set(set, now);
    const gone = [...before.keys()].filter((id) => !now.has(id));
    const changed = items.filter((item) => before.get(item.id) !== now.get(item.id));
    if (gone.length) set.remove(gone);
    if (changed.length) set.update(changed);
  };
  /* Told of several changes, vis-network would draw after each. */
  const allAtOnce = (act) => {
    network.body.emitter.emit("_blockRedraw");
    act();
    network.body.emitter.emit("_allowRedraw");
  };
  /* Drawn with the next frame, once for all that has changed by then. */
  let due = false;
  const redraw = () => {
    due = true;
    network.body.emitter.emit("_requestRedraw");
  };

  /* Which marks and links are drawn follows from the view; how they look, too. */
  const paint = () => {
    drawn = drawing.choose(box(), network.getScale());
    const { bright } = shown.read();
    const among = shown.linksAmong(drawn.drawn);
    const now = view.now();
    const weight = (link) => (link.key === now.link || link.start === now.focus || link.end === now.focus ? 1e6 : 0) + (bright.has(link.start) && bright.has(link.end) ? 1e3 : 0) + link.weight + (link.stated ? 2 : 0);
    const kept = among.length > mostLinks ? [...among].sort((one, other) => weight(other) - weight(one)).slice(0, mostLinks) : among;
    byKey = new Map(kept.map((link) => [link.key, link]));
    stride = longer();
    allAtOnce(() => {
      replace(points, [...drawn.drawn].map(node));
      replace(lines, kept.map((link) => edge(link, bright, kept.length)));
    });
    counted = null;
    redraw();
  };

  /* How many marks of each group wait for somebody to come nearer. */
  let counted = null;
  const waiting = () => {
    if (counted) return counted;
    counted = new Map();
    if (drawn.waiting) {
      for (const at of shown.read().fit) {
        if (drawn.drawn.has(at)) continue;
        for (let group = marks[at].group; group >= 0; group = groups[group].parent) counted.set(group, (counted.get(group) || 0) + 1);
      }
    }
    return counted;
  };

  const ground = (context) => {
    const scale = network.getScale();
    context.lineWidth = Math.min(3, 1.2 / scale);
    for (const group of groups) {
      const deep = group.parent >= 0;
      if (isWithin(group, scale)) continue;
      context.fillStyle = looks.colour(deep ? "bubble-deep" : "bubble");
      context.strokeStyle = looks.colour("bubble-line");
      context.beginPath();
      if (group.radius) {
        context.arc(group.x, group.y, group.radius, 0, 2 * Math.PI);
        context.fill();
      } else {
        context.setLineDash([7 / scale, 6 / scale]);
        context.roundRect(group.x - group.wide, group.y - group.high, 2 * group.wide, 2 * group.high, 12 / scale);
      }
      context.stroke();
      context.setLineDash([]);
    }
    for (const frame of frames) shape(context, frame, scale);
    if (!drawn.waiting) return;
    if (!narrowed()) ties(context, scale);
    for (const group of groups) if (isBubble(group, scale)) bubble(context, group, scale);
  };

  /* A group too small on the screen to show its marks is one mark itself: a ring tells what share of
     it nobody is known to have engaged. */
  const isBubble = (group, scale) => {
    if (!group.radius || !waiting().has(group.at) || !small(group, scale)) return false;
    return !isWithin(group, scale);
  };
  /* Whether it lies in a group that is drawn as a bubble. */
  const isWithin = (group, scale) => group.parent >= 0 && drawn.waiting && groups[group.parent].radius > 0 && small(groups[group.parent], scale);
  const small = (group, scale) => group.at !== view.now().group && (group.radius * scale < (group.inner.length ? 95 : 48) || grain(group) * scale < 15);
  /* How large the groups within a group are, as a rule. */
  const grains = new Map();
  const grain = (group) => {
    if (!grains.has(group.at)) {
      const radii = group.inner.map((at) => groups[at].radius).sort((one, other) => one - other);
      grains.set(group.at, radii.length ? radii[Math.floor(radii.length / 2)] : Infinity);
    }
    return grains.get(group.at);
  };
  const bubble = (context, group, scale) => {
    const radius = Math.min(Math.max(group.radius * 0.62, 9 / scale), group.radius);
    const [all, silent] = drawing.gaps[group.at];
    context.globalAlpha = narrowed() ? 0.3 : 1;
    context.fillStyle = looks.colour("card");
    context.strokeStyle = looks.colour("organisation-edge");
    context.lineWidth = 1.5 / scale;
    context.beginPath();
    context.arc(group.x, group.y, radius, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
    if (silent) {
      context.strokeStyle = looks.colour("halo-edge");
      context.lineWidth = 4 / scale;
      context.beginPath();
      context.arc(group.x, group.y, radius + 3 / scale, -Math.PI / 2, -Math.PI / 2 + (2 * Math.PI * silent) / all);
      context.stroke();
    }
    context.globalAlpha = 1;
  };
  const narrowed = () => {
    const { bright, fit } = shown.read();
    return view.now().group < 0 && bright.size < fit.size;
  };

  const shape = (context, frame, scale) => {
    if (frame.shape === "text") return;
    context.strokeStyle = looks.colour(frame.look === "strong" ? "control" : frame.look === "faint" ? "line" : "bubble-line");
    context.lineWidth = (frame.look === "strong" ? 1.6 : 1) / scale;
    context.setLineDash(frame.look === "dashed" ? [7 / scale, 6 / scale] : []);
    context.beginPath();
    if (frame.shape === "line") {
      context.moveTo(frame.x, frame.y);
      context.lineTo(frame.right, frame.bottom);
    } else if (frame.shape === "circle") {
      context.arc(frame.x, frame.y, Math.abs(frame.right - frame.x), 0, 2 * Math.PI);
    } else {
      context.roundRect(frame.x, frame.y, frame.right - frame.x, frame.bottom - frame.y, 8 / scale);
      context.fillStyle = looks.colour("bubble");
      if (frame.look !== "dashed") context.fill();
    }
    context.stroke();
    context.setLineDash([]);
  };

  /* Where not all marks are drawn, how strongly groups are tied is. */
  const ties = (context, scale) => {
    const found = drawing.ties();
    if (!found.length) return;
    const strongest = found[0][2];
    context.strokeStyle = looks.colour("link");
    context.lineCap = "round";
    for (const [one, other, weight] of found) {
      const share = Math.sqrt(weight / strongest);
      const [from, to] = [groups[one], groups[other]];
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      context.globalAlpha = (found.length > 60 ? 0.12 : 0.18) + 0.3 * share;
      context.lineWidth = (0.8 + (found.length > 60 ? 4 : 6) * share) / scale;
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.quadraticCurveTo((from.x + to.x) / 2 - dy * 0.12, (from.y + to.y) / 2 + dx * 0.12, to.x, to.y);
      context.stroke();
    }
    context.globalAlpha = 1;
    context.lineCap = "butt";
  };

  /* Behind each whom nobody is known to have engaged, so that the eye finds them first. */
  const halos = (context) => {
    const scale = network.getScale();
    const { bright } = shown.read();
    context.fillStyle = looks.colour("halo");
    context.strokeStyle = looks.colour("halo-edge");
    context.lineWidth = 1 / scale;
    for (const at of drawn.drawn) {
      const mark = marks[at];
      if (mark.wide || !looks.unseen(mark) || !bright.has(at)) continue;
      context.beginPath();
      context.arc(mark.x, mark.y, (looks.radius(mark, scale) * 1.15 + 4.5) / scale, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  };

  const screen = (x, y) => network.canvasToDOM({ x, y });
  let said = [];
  const names = (context) => {
    due = false;
    const canvas = context.canvas;
    const ratio = canvas.width / (canvas.clientWidth || canvas.width);
    const scale = network.getScale();
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const [x, y] = camera();
    const room = { width: canvas.clientWidth, height: canvas.clientHeight };
    const quick = (atX, atY) => ({ x: (atX - x) * scale + room.width / 2, y: (atY - y) * scale + room.height / 2 });
    said = labels.draw(context, { drawn: drawn.drawn, bright: shown.read().bright, screen: quick, scale, room, waiting: narrowed() ? new Map() : waiting(), isBubble, isWithin });
    if (cursor) ring(context, quick, scale);
    context.restore();
  };

  /* Where the keyboard is: two rings, so that one of them differs from any ground. */
  const ring = (context, at, scale) => {
    const round = cursor.group !== undefined ? groups[cursor.group] : marks[cursor.mark];
    const place = at(round.x, round.y);
    const [wide, high] = cursor.group !== undefined ? [(round.radius || round.wide) * scale, (round.radius || round.high) * scale] : looks.half(round, scale);
    for (const [colour, width] of [["card", 6], ["accent", 3]]) {
      context.beginPath();
      context.strokeStyle = looks.colour(colour);
      context.lineWidth = width;
      context.roundRect(place.x - wide - 7, place.y - high - 7, 2 * wide + 14, 2 * high + 14, 10);
      context.stroke();
    }
  };

  /* The corners of everything, circles, boxes and frames included. */
  const extentOf = (group) => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const include = (x, y, far, low) => {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, far);
      bottom = Math.max(bottom, low);
    };
    const add = (x, y, wide, high) => include(x - wide, y - high, x + wide, y + high);
    if (group >= 0) {
      const found = groups[group];
      add(found.x, found.y, found.radius || found.wide, found.radius || found.high);
    } else {
      for (const found of groups) if (found.parent < 0) add(found.x, found.y, found.radius || found.wide, found.radius || found.high);
      for (const frame of frames) {
        include(...(frame.shape === "text" ? [frame.x - 40, frame.y - 12, frame.x + 40, frame.y + 12] : frame.shape === "circle" ? [2 * frame.x - frame.right, frame.y - (frame.right - frame.x), frame.right, frame.y + (frame.right - frame.x)] : [Math.min(frame.x, frame.right), Math.min(frame.y, frame.bottom), Math.max(frame.x, frame.right), Math.max(frame.y, frame.bottom)]));
        if (frame.shape === "text" && frame.align !== "center") add(frame.x + (frame.align === "left" ? 1 : -1) * frame.text.length * 3.4, frame.y, frame.text.length * 3.4, 10);
      }
      for (const mark of marks) if (mark.drawn) add(mark.x, mark.y, Math.max(mark.wide, mark.size) + 16, Math.max(mark.high, mark.size) + 16);
    }
    return left <= right ? [left, top, right, bottom] : [-100, -100, 100, 100];
  };
  const whole = extentOf(-1);

  const fitted = (group = -1, limit = 1.6) => {
    const [left, top, right, bottom] = group < 0 ? whole : extentOf(group);
    const room = group < 0 ? 0.97 : 0.92;
    const scale = Math.min((holder.clientWidth * room) / (right - left), (holder.clientHeight * room) / (bottom - top), limit);
    return [(left + right) / 2, (top + bottom) / 2, Math.max(scale, 0.001)];
  };

  /* A chart that would be too small to read when seen whole begins at its corner. */
  const begun = () => {
    const camera = fitted();
    const readable = uegraph.narrow.matches ? 0.62 : Math.min(1, (holder.clientWidth * 0.97) / (whole[2] - whole[0]));
    if (!page.fixed || camera[2] >= readable * 0.9) return camera;
    const x = uegraph.narrow.matches ? whole[0] + holder.clientWidth / 2 / readable - 8 : camera[0];
    return [x, whole[1] + holder.clientHeight / 2 / readable - 8, readable];
  };

  const go = ([x, y, scale], still) => {
    const moving = !still && !calm.matches;
    network.moveTo({ position: { x, y }, scale, animation: moving ? { duration: 320, easingFunction: "easeInOutQuad" } : false });
    if (moving) setTimeout(settled, 360);
    else settled();
  };
  /* Once the canvas is at rest: the address knows its place, and more marks come in where there is room. */
  const settled = () => {
    view.moved(camera());
    if (drawn.waiting || shown.read().fit.size > drawing.most || longer() !== stride) paint();
  };
  let rest = 0;
  const soon = () => {
    clearTimeout(rest);
    rest = setTimeout(settled, 140);
  };

  const zoom = (factor) => {
    const [x, y, scale] = camera();
    go([x, y, Math.min(6, Math.max(whole3() * 0.5, scale * factor))]);
  };
  const whole3 = () => fitted()[2];
  const pan = (dx, dy) => {
    const [x, y, scale] = camera();
    go([x + dx / scale, y + dy / scale, scale], true);
  };

  /* The part of the canvas that the panel leaves free. */
  const taken = () => (uegraph.narrow.matches || document.getElementById("details").hidden ? 0 : 400);

  /* Shows a mark with what is in question around it, in that part. */
  const focusOn = (at) => {
    const near = [...shown.read().bright].filter((one) => marks[one].drawn).map((one) => marks[one]);
    const all = near.length > 1 && near.length <= drawing.most ? near : [marks[at]];
    const [left, right] = [Math.min(...all.map((mark) => mark.x - mark.wide)), Math.max(...all.map((mark) => mark.x + mark.wide))];
    const [above, below] = [Math.min(...all.map((mark) => mark.y)), Math.max(...all.map((mark) => mark.y))];
    const room = [Math.max(120, holder.clientWidth - taken() - 150), Math.max(100, holder.clientHeight - 110)];
    const scale = Math.min(room[0] / Math.max(right - left, 1), room[1] / Math.max(below - above, 1), 1.3);
    return [(left + right) / 2 + taken() / 2 / scale, (above + below) / 2, Math.max(scale, 0.001)];
  };
  const centre = (at) => go(focusOn(at));
  const bring = (at) => {
    const place = screen(marks[at].x, marks[at].y);
    const free = holder.clientWidth - taken();
    if (place.x >= 30 && place.y >= 30 && place.x <= free - 30 && place.y <= holder.clientHeight - 30) return;
    const scale = network.getScale();
    go([marks[at].x + taken() / 2 / scale, marks[at].y, scale]);
  };

  /* What lies under a pointer: the nearest mark within 12 pixels of its edge, so that each is a
     target of 24; else a link; else the innermost group that is not open. */
  const under = ({ x, y }) => {
    const scale = network.getScale();
    const at = network.DOMtoCanvas({ x, y });
    let best = null;
    let least = 0;
    for (const place of drawn.drawn) {
      const mark = marks[place];
      const [wide, high] = looks.half(mark, scale);
      const [dx, dy] = [Math.abs(mark.x - at.x) * scale, Math.abs(mark.y - at.y) * scale];
      if (mark.wide ? dx > Math.max(wide, 12) || dy > Math.max(high, 8) : Math.hypot(dx, dy) > Math.max(wide + 3, 12)) continue;
      const far = Math.hypot(dx, dy);
      if (best === null || far < least) [best, least] = [place, far];
    }
    if (best !== null) return { mark: best };
    const key = network.getEdgeAt({ x, y });
    if (key !== undefined && byKey.has(String(key))) return { link: String(key) };
    const open = view.now().group;
    let group = -1;
    if (drawn.waiting) {
      for (const one of groups) {
        const inIt = one.radius ? Math.hypot(one.x - at.x, one.y - at.y) < one.radius : Math.abs(one.x - at.x) < one.wide && Math.abs(one.y - at.y) < one.high;
        if (inIt && one.at !== open && (one.parent === open || one.parent < 0)) group = one.at;
      }
    }
    return group >= 0 ? { group } : {};
  };

  /* A chart is as high as its width asks for, so that its words can be read. */
  const stretch = () => {
    if (!page.fixed) return;
    const [left, top, right, bottom] = whole;
    const wanted = (holder.clientWidth / (right - left)) * (bottom - top);
    const stage = holder.closest(".stage");
    const around = stage.clientHeight - holder.clientHeight;
    const box = uegraph.narrow.matches ? stage : document.querySelector("main");
    const least = uegraph.narrow.matches ? 420 : 560;
    box.style.height = `${Math.round(Math.min(1500, Math.max(least, wanted + around)))}px`;
  };

  const start = () => {
    stretch();
    network = new vis.Network(holder, { nodes: points, edges: lines }, options);
    network.moveTo({ position: { x: 0, y: 0 }, scale: 1, animation: false });
    const camera0 = view.now().camera || (view.now().group >= 0 ? fitted(view.now().group, 2.2) : begun());
    network.moveTo({ position: { x: camera0[0], y: camera0[1] }, scale: camera0[2], animation: false });
    network.on("beforeDrawing", (context) => {
      ground(context);
      halos(context);
    });
    network.on("afterDrawing", names);
    network.on("dragEnd", soon);
    network.on("zoom", soon);
    network.on("click", ({ pointer, event }) => uegraph.point.click(under(pointer.DOM), event.srcEvent || {}));
    network.on("doubleClick", ({ pointer }) => {
      const { group } = under(pointer.DOM);
      if (group !== undefined) uegraph.point.openGroup(group);
    });
    paint();
    network.redraw();
    for (const inner of holder.querySelectorAll("[tabindex]")) inner.removeAttribute("tabindex");
    let size = [holder.clientWidth, holder.clientHeight];
    new ResizeObserver(() => {
      const grown = [holder.clientWidth, holder.clientHeight];
      if (grown[0] === size[0] && grown[1] === size[1]) return;
      size = grown;
      if (view.now().focus === null && view.now().group < 0) go(fitted(), true);
    }).observe(holder);
  };
  start();

  uegraph.canvas = {
    paint, go, zoom, pan, centre, bring, camera, screen, under, fitted, extentOf,
    fit: () => go(fitted()),
    openGroup: (group) => go(fitted(group, 2.2)),
    drawn: () => drawn, link: (key) => byKey.get(key), links: () => [...byKey.values()], waiting,
    said: () => {
      if (due) network.redraw();
      return said;
    },
    cursor: () => cursor,
    setCursor: (to) => {
      cursor = to;
      redraw();
    },
    setHover: (at) => {
      if (hover === at) return;
      hover = at;
      redraw();
    },
    repaint: () => {
      looks.forget();
      paint();
    },
    points, lines, network: () => network, holder,
  };
  view.hear((now, before) => {
    if (now.group !== before.group) go(now.group >= 0 ? fitted(now.group, 2.2) : fitted());
    paint();
  });
});
