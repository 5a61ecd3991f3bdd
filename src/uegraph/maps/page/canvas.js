"use strict";

/* The canvas: vis-network draws marks and links where Python put them. */
uegraph.parts.push(() => {
  const { marks, groups, options, calm, view, shown, looks, drawing, labels, ground, extent } = uegraph;
  const holder = document.getElementById("canvas");
  const points = new vis.DataSet();
  const lines = new vis.DataSet();
  let network = null;
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

  const mostLinks = 800;
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
  /* vis-network leaves out what lies beside the canvas, and of a mark of ours it does not know where
     it lies before it has left it out once. */
  const bound = () => {
    for (const { shape, x, y } of Object.values(network.body.nodes)) shape.updateBoundingBox(x, y);
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
    drawing.choose(box(), network.getScale());
    const { drawn } = drawing.now();
    const { bright } = shown.read();
    const among = shown.linksAmong(drawn);
    const now = view.now();
    const weight = (link) => (link.key === now.link || link.start === now.focus || link.end === now.focus ? 1e6 : 0) + (bright.has(link.start) && bright.has(link.end) ? 1e3 : 0) + link.weight + (link.stated ? 2 : 0);
    const kept = among.length > mostLinks ? [...among].sort((one, other) => weight(other) - weight(one)).slice(0, mostLinks) : among;
    byKey = new Map(kept.map((link) => [link.key, link]));
    stride = longer();
    allAtOnce(() => {
      replace(points, [...drawn].map(node));
      bound();
      replace(lines, kept.map((link) => edge(link, bright, kept.length)));
    });
    redraw();
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
    said = labels.draw(context, { drawn: drawing.now().drawn, bright: shown.read().bright, screen: quick, scale, room, waiting: drawing.narrowed() ? new Map() : drawing.waiting(), isBubble: ground.isBubble, isWithin: ground.isWithin });
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

  const go = ([x, y, scale], still) => {
    const moving = !still && !calm.matches;
    network.moveTo({ position: { x, y }, scale, animation: moving ? { duration: 320, easingFunction: "easeInOutQuad" } : false });
    if (moving) setTimeout(settled, 360);
    else settled();
  };
  /* Once the canvas is at rest: the address knows its place, and more marks come in where there is room. */
  const settled = () => {
    view.moved(camera());
    if (drawing.now().waiting || shown.read().fit.size > drawing.most || longer() !== stride) paint();
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
  const whole3 = () => extent.fitted()[2];
  const pan = (dx, dy) => {
    const [x, y, scale] = camera();
    go([x + dx / scale, y + dy / scale, scale], true);
  };

  const centre = (at) => go(extent.focusOn(at));
  const bring = (at) => {
    const place = screen(marks[at].x, marks[at].y);
    const free = holder.clientWidth - extent.taken();
    if (place.x >= 30 && place.y >= 30 && place.x <= free - 30 && place.y <= holder.clientHeight - 30) return;
    const scale = network.getScale();
    go([marks[at].x + extent.taken() / 2 / scale, marks[at].y, scale]);
  };

  /* What lies under a pointer: the nearest mark within 12 pixels of its edge, so that each is a
     target of 24; else a link; else the innermost group that is not open. */
  const under = ({ x, y }) => {
    const scale = network.getScale();
    const at = network.DOMtoCanvas({ x, y });
    let best = null;
    let least = 0;
    for (const place of drawing.now().drawn) {
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
    if (drawing.now().waiting) {
      for (const one of groups) {
        const inIt = one.radius ? Math.hypot(one.x - at.x, one.y - at.y) < one.radius : Math.abs(one.x - at.x) < one.wide && Math.abs(one.y - at.y) < one.high;
        if (inIt && one.at !== open && (one.parent === open || one.parent < 0)) group = one.at;
      }
    }
    return group >= 0 ? { group } : {};
  };

  const start = () => {
    extent.stretch();
    network = new vis.Network(holder, { nodes: points, edges: lines }, options);
    network.moveTo({ position: { x: 0, y: 0 }, scale: 1, animation: false });
    const camera0 = view.now().camera || (view.now().group >= 0 ? extent.fitted(view.now().group, 2.2) : extent.begun());
    network.moveTo({ position: { x: camera0[0], y: camera0[1] }, scale: camera0[2], animation: false });
    network.on("beforeDrawing", (context) => {
      ground.draw(context, network.getScale());
      ground.halos(context, network.getScale());
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
      if (view.now().focus === null && view.now().group < 0) go(extent.fitted(), true);
    }).observe(holder);
  };
  start();

  uegraph.canvas = {
    paint, go, zoom, pan, centre, bring, camera, screen, under, fitted: extent.fitted,
    fit: () => go(extent.fitted()),
    openGroup: (group) => go(extent.fitted(group, 2.2)),
    drawn: drawing.now, link: (key) => byKey.get(key), links: () => [...byKey.values()], waiting: drawing.waiting,
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
    if (now.group !== before.group) go(now.group >= 0 ? extent.fitted(now.group, 2.2) : extent.fitted());
    paint();
  });
});
