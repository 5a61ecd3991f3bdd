"use strict";

/* What lies behind the marks: groups, frames, how strongly groups are tied, and halos. */
uegraph.parts.push(() => {
  const { marks, groups, frames, view, shown, looks, drawing } = uegraph;

  const draw = (context, scale) => {
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
    if (!drawing.now().waiting) return;
    if (!drawing.narrowed()) ties(context, scale);
    for (const group of groups) if (isBubble(group, scale)) bubble(context, group, scale);
  };

  /* A group too small on the screen to show its marks is one mark itself: a ring tells what share of
     it nobody is known to have engaged. */
  const isBubble = (group, scale) => {
    if (!group.radius || !drawing.waiting().has(group.at) || !small(group, scale)) return false;
    return !isWithin(group, scale);
  };
  /* Whether it lies in a group that is drawn as a bubble. */
  const isWithin = (group, scale) => group.parent >= 0 && drawing.now().waiting && groups[group.parent].radius > 0 && small(groups[group.parent], scale);
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
    context.globalAlpha = drawing.narrowed() ? 0.3 : 1;
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
  const halos = (context, scale) => {
    const { bright } = shown.read();
    context.fillStyle = looks.colour("halo");
    context.strokeStyle = looks.colour("halo-edge");
    context.lineWidth = 1 / scale;
    for (const at of drawing.now().drawn) {
      const mark = marks[at];
      if (mark.wide || !looks.unseen(mark) || !bright.has(at)) continue;
      context.beginPath();
      context.arc(mark.x, mark.y, (looks.radius(mark, scale) * 1.15 + 4.5) / scale, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  };

  uegraph.ground = { draw, halos, isBubble, isWithin };
});
