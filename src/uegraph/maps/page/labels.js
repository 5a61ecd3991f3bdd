"use strict";

/* Names on the canvas: the important first, none over another, more of them as one comes nearer. */
uegraph.parts.push(() => {
  const { marks, groups, frames, page, view, looks, clip, direction } = uegraph;
  const family = getComputedStyle(document.body).fontFamily;
  const heads = new Set();
  const first = new Set();
  for (const group of groups) {
    if (group.radius && group.heads.length) first.add(group.heads[0]);
    for (const at of group.heads) heads.add(at);
  }
  for (const mark of uegraph.drawing.byRank.slice(0, 8)) first.add(mark.at);
  for (const mark of marks) if (mark.kind === "theme") heads.add(mark.at);
  const turn = (mark) => (first.has(mark.at) ? 0 : heads.has(mark.at) ? 1 : 2);
  const short = (mark) => mark.short || (mark.acronym && mark.name.length > 22 ? mark.acronym : mark.name);

  /* At most two lines of about twenty letters; the panel shows the whole name. */
  const wrapped = new Map();
  const lines = (text) => {
    if (wrapped.has(text)) return wrapped.get(text);
    const found = [""];
    for (const word of text.split(/\s+/)) {
      const last = found[found.length - 1];
      if (!last || `${last} ${word}`.length <= 20) found[found.length - 1] = last ? `${last} ${word}` : word;
      else found.push(word);
    }
    const kept = found.slice(0, 2).map((line) => clip(line, 24));
    if (found.length > 2) kept[1] = `${clip(kept[1], 22).replace(/…$/, "")}…`;
    wrapped.set(text, kept);
    return kept;
  };

  /* A canvas takes long to say which letters it has, and longer to measure; so both are kept. */
  const widths = new Map();
  let font = "";
  const letters = (context, weight, size) => {
    font = `${weight} ${size}px ${family}`;
    context.font = font;
  };
  const wide = (context, text) => {
    if (!widths.has(font)) widths.set(font, new Map());
    const known = widths.get(font);
    let width = known.get(text);
    if (width === undefined) {
      width = context.measureText(text).width;
      known.set(text, width);
    }
    return width;
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

  const write = (context, text, box, size, ground) => {
    const x = box.align === "left" ? box.left : box.align === "right" ? box.right : (box.left + box.right) / 2;
    context.textAlign = box.align;
    context.direction = direction(text.join(" "));
    text.forEach((line, at) => {
      const y = box.top + (at + 0.5) * size * 1.18;
      if (ground) context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  };

  /* The words of axes, quadrants and groups that stand by themselves. */
  const fixedTexts = (context, screen, scale, taken, found) => {
    for (const frame of frames) {
      if (!frame.text) continue;
      const title = frame.look === "title" || frame.shape === "box";
      const size = Math.max(frame.look === "faint" ? 9 : 10, Math.min(title ? 16 : 14, 13 * scale + 2));
      letters(context, title ? 650 : 450, size);
      const at = screen(frame.x, frame.y);
      const width = wide(context, frame.text);
      const box = frame.shape === "box"
        ? { left: at.x + 10, top: at.y + 7, align: "left" }
        : { left: frame.align === "left" ? at.x : frame.align === "right" ? at.x - width : at.x - width / 2, top: at.y - size * 0.6, align: frame.align };
      Object.assign(box, { right: box.left + width, bottom: box.top + size * 1.2 });
      const core = { ...box, left: box.left + 4, right: box.right - 4, top: box.top + 2, bottom: box.bottom - 2 };
      if (taken.some((other) => overlap(core, other))) continue;
      context.fillStyle = looks.colour(frame.look === "faint" ? "muted" : "ink");
      write(context, [frame.text], box, size, true);
      taken.push(box);
      found.push({ text: [frame.text], box, size, weight: title ? 650 : 450, colour: frame.look === "faint" ? "muted" : "ink" });
    }
  };

  /* What a group is called where its marks wait, and what a box of marks is. */
  const groupTexts = (context, { screen, scale, waiting, isBubble, isWithin }, taken, found) => {
    const asked = groups.flatMap((group) => {
      const rest = waiting.get(group.at);
      if (!group.radius) return boxName(group, rest, scale);
      if (!rest || isWithin(group, scale)) return [];
      return isBubble(group, scale) ? bubbleName(group, scale) : groupName(group, rest, scale);
    });
    const named = new Set();
    for (const said of [...asked.filter((one) => !one.last), ...asked.filter((one) => one.last)]) {
      if (named.has(said.of)) continue;
      letters(context, 650, said.size);
      const width = Math.max(...said.text.map((line) => wide(context, line)));
      const at = screen(said.x, said.y);
      const height = said.size * 1.18 * said.text.length;
      const top = at.y + said.below - (said.middle ? height / 2 : 0);
      const box = { left: at.x - width / 2, right: at.x + width / 2, top, bottom: top + height, align: "center" };
      if (taken.some((other) => overlap(box, other))) continue;
      named.add(said.of);
      context.fillStyle = looks.colour(said.colour);
      write(context, said.text, box, said.size, true);
      taken.push(box);
      found.push({ text: said.text, box, size: said.size, weight: 650, colour: said.colour });
    }
  };
  const head = (group) => (group.heads.length ? short(marks[group.heads[0]]) : group.name);
  const boxName = (group, rest, scale) => {
    /* A box within a box is named once the outer one fills the screen. */
    if (!group.name || (group.parent >= 0 && groups[group.parent].wide * scale < 700)) return [];
    const said = { of: group.at, x: group.x, size: 12, colour: "muted" };
    if (rest === group.size) return [{ ...said, text: [...lines(clip(group.name, 44)), uegraph.number(rest)], y: group.y, below: 0, middle: true }];
    return [{ ...said, text: [clip(group.name, 60)], y: group.y - group.high, below: -21 }];
  };
  /* A bubble has its name and its number where both have room, else its number. */
  const bubbleName = (group, scale) => {
    const count = uegraph.number(group.size);
    const said = { of: group.at, x: group.x, y: group.y, below: 0, middle: true, colour: "ink" };
    const size = group.radius * scale > 30 ? 12 : 11;
    return [{ ...said, text: [...lines(clip(/round /.test(group.name) ? head(group) : group.name, 44)), count], size }, { ...said, text: [count], size: 10, last: true }];
  };
  const groupName = (group, rest, scale) => {
    if (group.inner.length && group.radius * scale > 300) return [];
    const size = Math.max(11, Math.min(13, (group.radius * scale) / 6));
    /* Its foremost mark is named beside it, so what is left to say is what its marks share. */
    const shared = group.name.replace(/(,? a|A)round .*$/, "");
    const text = [...(shared ? [clip(shared, 30)] : []), `+ ${uegraph.number(rest)} more`];
    return [{ of: group.at, text, x: group.x, y: group.y + group.radius, below: -size * 1.3 * text.length, size, colour: "ink" }];
  };

  /* The free place that covers the fewest other marks; only the foremost names may cover any. */
  const place = (one, text, size, context, seen, taken, cover, pad, room) => {
    const width = Math.max(...text.map((line) => wide(context, line)));
    let best = null;
    let least = cover + 1;
    for (const box of places(one.at, one.reach, width, text.length * size * 1.18)) {
      if (box.left < 2 || box.top < 2 || box.right > room.width - 2 || box.bottom > room.height - 2) continue;
      const around = { left: box.left - pad, right: box.right + pad, top: box.top - 1, bottom: box.bottom + 1 };
      if (taken.some((other) => overlap(around, other))) continue;
      let covered = 0;
      for (const other of seen) {
        if (other !== one && overlap(box, other)) covered += turn(other.mark) < 2 ? 9 : 1;
        if (covered >= least) break;
      }
      if (covered < least) [best, least] = [box, covered];
    }
    return best;
  };

  /* As much of a text as a width holds; nothing where that is not worth reading. */
  const fitting = (context, text, width) => {
    if (wide(context, text) <= width) return text;
    for (let length = text.length - 1; length >= 4; length -= 1) {
      const shorter = clip(text, length);
      if (wide(context, shorter) <= width) return shorter;
    }
    return "";
  };

  /* Whether a tile stands in a box with others, so that its name has no room beside it. */
  const boxes = frames.filter((frame) => frame.shape === "box" && frame.look === "dashed");
  const boxed = new Map();
  const inBox = (mark) => {
    if (!boxed.has(mark.at)) boxed.set(mark.at, page.view !== "timeline" || boxes.some((box) => mark.x > box.x && mark.x < box.right && mark.y > box.y && mark.y < box.bottom));
    return boxed.get(mark.at);
  };

  /* A bar or tile has its name inside where it has room, a bar else on its right. */
  const inTile = (context, one, scale, taken, room) => {
    const [half, high] = looks.half(one.mark, scale);
    const text = short(one.mark);
    let size = Math.min(13, Math.max(10, high * 0.8));
    letters(context, 500, size);
    const fits = (line) => wide(context, line) < 2 * half - 8;
    const whole = high * 2 > 30 && lines(text).every(fits) ? lines(text) : [inBox(one.mark) ? fitting(context, clip(text, 60), 2 * half - 8) : clip(text, 60)];
    const split = whole.filter(Boolean);
    const inside = split.length && split.every(fits) && split.length * size * 1.18 < high * 2 + 4;
    const height = split.length * size * 1.18;
    if (inside) return { text: split, size, ground: false, box: { left: one.at.x - half + 4, right: one.at.x + half - 4, top: one.at.y - height / 2, bottom: one.at.y + height / 2, align: "center" } };
    if (inBox(one.mark)) return null;
    const line = [clip(text, 40)];
    const width = wide(context, line[0]);
    const box = { left: one.at.x + half + 5, right: one.at.x + half + 5 + width, top: one.at.y - size * 0.6, bottom: one.at.y + size * 0.6, align: "left" };
    return box.right < room.width - 2 ? { text: line, size, ground: true, box } : null;
  };

  /* What is written where, for marks whose places on the screen are given; drawn as it is found. */
  const draw = (context, { drawn, bright, screen, scale, room, waiting, isBubble, isWithin }) => {
    const now = view.now();
    const taken = [];
    const found = [];
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = looks.colour("card");
    fixedTexts(context, screen, scale, taken, found);
    const narrowed = bright.size < uegraph.shown.read().fit.size;
    const seen = [];
    for (const mark of uegraph.drawing.byRank) {
      if (!drawn.has(mark.at) || !bright.has(mark.at)) continue;
      const at = screen(mark.x, mark.y);
      const [wideHalf, highHalf] = looks.half(mark, scale);
      const reach = (mark.wide ? highHalf : wideHalf) + (uegraph.unseen(mark) ? 5 : 0);
      const one = { mark, at, reach, left: at.x - wideHalf, right: at.x + wideHalf, top: at.y - highHalf, bottom: at.y + highHalf };
      if (one.right > 0 && one.left < room.width && one.bottom > 0 && one.top < room.height) seen.push(one);
    }
    const tiles = seen.filter((one) => one.mark.wide);
    for (const one of tiles) taken.push({ left: one.left, right: one.right, top: one.top, bottom: one.bottom });
    seen.sort((one, other) => (other.mark.at === now.focus) - (one.mark.at === now.focus) || turn(one.mark) - turn(other.mark));
    groupTexts(context, { screen, scale, waiting, isBubble, isWithin }, taken, found);
    const few = narrowed && bright.size <= 60;
    for (const one of seen) {
      const said = one.mark.wide ? tile(context, one, scale, taken, room) : label(context, one, seen, taken, few, scale, room);
      if (said) found.push(said);
    }
    return found;
  };

  const tile = (context, one, scale, taken, room) => {
    const said = inTile(context, one, scale, taken, room);
    if (!said || (said.ground && taken.some((other) => overlap(said.box, other)))) return null;
    const style = looks.styleOf(one.mark);
    const onColour = !said.ground && ["whole", "crossed"].includes(style.filling);
    const colour = onColour && style.border !== "thin" ? looks.on(style.name) : looks.colour("ink");
    context.fillStyle = colour;
    letters(context, 500, said.size);
    write(context, said.text, said.box, said.size, said.ground || (!onColour && style.filling !== "none"));
    if (said.ground) taken.push(said.box);
    return { ...said, weight: 500, shade: colour };
  };

  const label = (context, one, seen, taken, few, scale, room) => {
    const { mark } = one;
    const many = seen.length > 120;
    const rank = mark.at === view.now().focus ? 0 : few ? 2 : turn(mark);
    /* Far out, small marks stay unnamed: they are dots of a pattern, not things to read. */
    if (many && !few && rank === 2 && mark.rank && mark.size * scale < 5 && !page.fixed) return null;
    const size = rank === 0 ? 13 : 12;
    const weight = rank === 0 ? 650 : 450;
    letters(context, weight, size);
    const text = lines(scale > 1.1 || few ? clip(mark.name, 60) : clip(short(mark), 60));
    const box = place(one, text, size, context, seen, taken, [4, 2, 0][rank], few ? 1 : 4, room);
    if (!box) return null;
    context.fillStyle = looks.colour("ink");
    write(context, text, box, size, true);
    taken.push(box);
    return { text, box, size, weight, colour: "ink" };
  };

  uegraph.labels = { draw, short, family };
});
