"use strict";

/* What is seen, as a file: PNG, SVG and CSV, with the title and what it rests on. */
uegraph.parts.push(() => {
  const { marks, groups, frames, page, legend, looks, canvas, shown, labels, drawing, svg, unseen } = uegraph;
  const { holder } = canvas;

  const save = (content, type, ending) => {
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `${page.view}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    uegraph.say(`Saved ${link.download}.`);
  };

  const head = 56;
  const foot = 26;
  const source = () => [...document.querySelectorAll("footer dl div")].slice(0, 2).map((row) => row.textContent.replace(/\s+/g, " ").trim()).join(" · ");

  const png = () => {
    const from = holder.querySelector("canvas");
    const ratio = from.width / from.clientWidth;
    const made = document.createElement("canvas");
    [made.width, made.height] = [from.width, from.height + (head + foot) * ratio];
    const context = made.getContext("2d");
    context.fillStyle = looks.colour("card");
    context.fillRect(0, 0, made.width, made.height);
    context.drawImage(from, 0, head * ratio);
    context.scale(ratio, ratio);
    context.fillStyle = looks.colour("ink");
    context.textBaseline = "middle";
    context.font = `650 20px ${labels.family}`;
    context.fillText(uegraph.clip(page.title, 90), 16, head / 2, from.clientWidth - 32);
    context.font = `400 11px ${labels.family}`;
    context.fillStyle = looks.colour("muted");
    context.fillText(uegraph.clip(source(), 200), 16, head + from.clientHeight + foot / 2, from.clientWidth - 32);
    made.toBlob((blob) => save(blob, "image/png", "png"));
  };

  /* The way that vis-network bends a link to its side. */
  const curve = (one, other) => {
    const bend = 0.13 * 0.5 + 0.5;
    const [dx, dy] = [one.x - other.x, one.y - other.y];
    const reach = Math.hypot(dx, dy);
    const angle = (Math.atan2(dy, dx) + bend * Math.PI) % (2 * Math.PI);
    return { x: one.x + bend * reach * Math.sin(angle), y: one.y + bend * reach * Math.cos(angle) };
  };

  const round = (value) => Math.round(value * 10) / 10;
  const background = (at, scale) => {
    const made = [];
    const waiting = canvas.drawn().waiting;
    for (const group of groups) {
      const place = at(group);
      const look = { fill: group.radius ? looks.colour(group.parent >= 0 ? "bubble-deep" : "bubble") : "none", stroke: looks.colour("bubble-line") };
      made.push(group.radius
        ? svg("circle", { cx: round(place.x), cy: round(place.y), r: round(group.radius * scale), ...look })
        : svg("rect", { x: round(place.x - group.wide * scale), y: round(place.y - group.high * scale), width: round(2 * group.wide * scale), height: round(2 * group.high * scale), rx: 12, "stroke-dasharray": "7 6", ...look }));
    }
    for (const frame of frames) {
      const one = at(frame);
      const other = at({ x: frame.right, y: frame.bottom });
      const stroke = looks.colour(frame.look === "strong" ? "control" : frame.look === "faint" ? "line" : "bubble-line");
      if (frame.shape === "line") made.push(svg("path", { d: `M${round(one.x)} ${round(one.y)}L${round(other.x)} ${round(other.y)}`, stroke }));
      if (frame.shape === "circle") made.push(svg("circle", { cx: round(one.x), cy: round(one.y), r: round(Math.abs(frame.right - frame.x) * scale), fill: "none", stroke }));
      if (frame.shape === "box") made.push(svg("rect", { x: round(one.x), y: round(one.y), width: round(other.x - one.x), height: round(other.y - one.y), rx: 8, fill: frame.look === "dashed" ? "none" : looks.colour("bubble"), stroke, ...(frame.look === "dashed" ? { "stroke-dasharray": "7 6" } : {}) }));
    }
    if (waiting) {
      const ties = drawing.ties();
      for (const [one, other, weight] of ties) {
        const share = Math.sqrt(weight / ties[0][2]);
        const [from, to] = [at(groups[one]), at(groups[other])];
        made.push(svg("path", { d: `M${round(from.x)} ${round(from.y)}L${round(to.x)} ${round(to.y)}`, fill: "none", stroke: looks.colour("link"), "stroke-width": round(0.8 + 6 * share), opacity: round(0.18 + 0.3 * share) }));
      }
    }
    return made;
  };

  const outline = (mark, style, wide, high, more) =>
    mark.wide
      ? svg("rect", { x: round(-wide), y: round(-high), width: round(2 * wide), height: round(2 * high), rx: 4, ...more })
      : svg("path", { d: legend.shapes[style.shape], transform: `scale(${round(wide)})`, "vector-effect": "non-scaling-stroke", ...more });

  const markShape = (mark, place, scale, faded, clips) => {
    const style = looks.styleOf(mark);
    const [wide, high] = looks.half(mark, scale);
    const made = svg("g", { transform: `translate(${round(place.x)} ${round(place.y)})`, ...(faded ? { opacity: 0.16 } : {}) });
    const title = svg("title", {}, mark.state ? `${mark.name}: ${mark.state}` : mark.name);
    made.append(title);
    if (!mark.wide && unseen(mark) && !faded) made.append(svg("circle", { r: round(looks.radius(mark, scale) * 1.15 + 4.5), fill: looks.colour("halo"), stroke: looks.colour("halo-edge") }));
    const fill = looks.colour(style.name);
    const half = style.border === "thin" ? { "fill-opacity": 0.5 } : {};
    const edge = looks.colour(`${style.name}-edge`);
    made.append(outline(mark, style, wide, high, { fill: looks.colour(looks.ground(mark, style)) }));
    const part = looks.filled[style.filling];
    if (part) {
      const clip = `clip-${clips.length}`;
      clips.push(svg("clipPath", { id: clip }, svg("rect", { x: round(part[0] * wide), y: round(part[1] * high), width: round(part[2] * wide), height: round(part[3] * high) })));
      made.append(svg("g", { "clip-path": `url(#${clip})` }, outline(mark, style, wide, high, { fill, ...half })));
    } else if (style.filling === "core" || style.filling === "point") {
      const share = style.filling === "core" ? 0.52 : 0.26;
      made.append(outline(mark, style, wide * share, high * share, { fill }));
    }
    if (style.filling === "slash" || style.filling === "crossed") {
      const reach = mark.wide ? 1 : 0.7;
      const lines = `M${round(-wide * reach)} ${round(high * reach)}L${round(wide * reach)} ${round(-high * reach)}${style.filling === "crossed" ? `M${round(-wide * reach)} ${round(-high * reach)}L${round(wide * reach)} ${round(high * reach)}` : ""}`;
      made.append(svg("path", { d: lines, stroke: style.filling === "slash" ? edge : looks.colour("card"), "stroke-width": 1.6 }));
    }
    made.append(outline(mark, style, wide, high, { fill: "none", stroke: edge, "stroke-width": looks.widths[style.border], ...(looks.dashes[style.border] ? { "stroke-dasharray": looks.dashes[style.border].join(" ") } : {}) }));
    return made;
  };

  const written = ({ text, box, size, weight, colour, shade }) =>
    text.map((line, at) => svg("text", {
      x: round(box.align === "left" ? box.left : box.align === "right" ? box.right : (box.left + box.right) / 2),
      y: round(box.top + (at + 0.5) * size * 1.18 + size * 0.36),
      "text-anchor": { left: "start", right: "end", center: "middle" }[box.align],
      "font-size": round(size), "font-weight": weight, fill: shade || looks.colour(colour),
      stroke: shade ? "none" : looks.colour("card"), "stroke-width": shade ? 0 : 3, "paint-order": "stroke", "stroke-linejoin": "round",
    }, line));

  /* Built as elements and written by the browser, so that every text is escaped. */
  const drawSvg = () => {
    const [width, height] = [holder.clientWidth, holder.clientHeight];
    const [x, y, scale] = canvas.camera();
    const at = (one) => ({ x: (one.x - x) * scale + width / 2, y: (one.y - y) * scale + height / 2 });
    const { bright } = shown.read();
    const { drawn } = canvas.drawn();
    const links = canvas.links().map((link) => {
      const look = looks.line(link, bright, canvas.links().length);
      const [from, to] = [at(marks[link.start]), at(marks[link.end])];
      const via = curve(from, to);
      return svg("path", { d: `M${round(from.x)} ${round(from.y)}Q${round(via.x)} ${round(via.y)} ${round(to.x)} ${round(to.y)}`, fill: "none", stroke: looks.colour(look.colour), "stroke-width": round(look.width * scale), opacity: look.opacity, ...(look.dash.length ? { "stroke-dasharray": look.dash.map((part) => round(part * scale)).join(" ") } : {}) });
    });
    const clips = [];
    const shapes = [...drawn].map((place) => markShape(marks[place], at(marks[place]), scale, !bright.has(place), clips));
    const inner = svg("svg", { x: 0, y: head, width, height, viewBox: `0 0 ${width} ${height}` }, ...background(at, scale), ...links, ...shapes, ...canvas.said().flatMap(written));
    const made = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: height + head + foot, viewBox: `0 0 ${width} ${height + head + foot}`, "font-family": labels.family, role: "img" },
      svg("title", {}, page.title),
      svg("desc", {}, document.getElementById("now").textContent),
      svg("defs", {}, ...clips),
      svg("rect", { width, height: height + head + foot, fill: looks.colour("card") }),
      svg("text", { x: 16, y: head / 2 + 7, "font-size": 20, "font-weight": 650, fill: looks.colour("ink") }, uegraph.clip(page.title, 90)),
      inner,
      svg("text", { x: 16, y: head + height + foot / 2 + 4, "font-size": 11, fill: looks.colour("muted") }, uegraph.clip(source(), 200)));
    return new XMLSerializer().serializeToString(made);
  };

  uegraph.picture = {
    png,
    svg: drawSvg,
    saveSvg: () => save(drawSvg(), "image/svg+xml", "svg"),
    saveMarks: () => save(`\ufeff${uegraph.tables.marksCsv()}`, "text/csv", "csv"),
    saveLinks: () => save(`\ufeff${uegraph.tables.linksCsv()}`, "text/csv", "links.csv"),
    save,
  };
});
