"use strict";

/* Pointing and the keyboard: what is under the pointer, where the cursor is, what each key does. */
uegraph.parts.push(() => {
  const { marks, groups, view, shown, canvas, clip, apart, element, name, say, many, drawing } = uegraph;
  const { holder } = canvas;
  const hint = document.getElementById("hint");

  /* The hint beside the pointer. */
  const hide = () => {
    hint.hidden = true;
    canvas.setHover(null);
  };
  const show = (at, title, ...more) => {
    hint.replaceChildren(name(clip(title, 120)), ...more.filter(Boolean).map((text) => element("small", {}, name(clip(text, 160)))));
    hint.hidden = false;
    const left = Math.min(at.x + 16, holder.clientWidth - hint.offsetWidth - 8);
    const top = at.y + 18 + hint.offsetHeight > holder.clientHeight ? at.y - hint.offsetHeight - 12 : at.y + 18;
    hint.style.left = `${Math.max(8, left)}px`;
    hint.style.top = `${Math.max(8, top)}px`;
  };
  const linked = (mark) => (mark.rank ? `linked with ${many(mark.rank, "other")}` : mark.beyond ? "no link to anything shown" : "no recorded link");
  const aboutMark = (mark) => [mark.name, [mark.kind, mark.type].filter(Boolean).join(" · "), uegraph.page.fixed && !mark.rank ? mark.when : linked(mark), mark.state && `coverage: ${mark.state}`];
  const aboutLink = (link) => [
    [marks[link.start].name, link.said, marks[link.end].name].map((text) => apart(clip(text, 50))).join(" – "),
    link.stated ? "stated by a source" : link.through.length ? `derived from ${many(link.through.length, "shared activity", "shared activities")}` : "nothing is recorded, which is not a no",
    link.level && `level: ${link.level}`,
  ];
  const nameOf = (group) => group.name || "a group";
  const aboutGroup = (group) => [nameOf(group), many(group.size, "member"), "Select to open"];

  const at = (event) => {
    const edge = holder.getBoundingClientRect();
    return { x: event.clientX - edge.left, y: event.clientY - edge.top };
  };
  let waiting = null;
  holder.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || event.buttons) return hide();
    const place = at(event);
    if (waiting) cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      const found = canvas.under(place);
      holder.style.cursor = found.mark !== undefined || found.link !== undefined || found.group !== undefined ? "pointer" : "";
      canvas.setHover(found.mark ?? null);
      if (found.mark !== undefined) show(place, ...aboutMark(marks[found.mark]));
      else if (found.link !== undefined) show(place, ...aboutLink(canvas.link(found.link)));
      else if (found.group !== undefined) show(place, ...aboutGroup(groups[found.group]));
      else hide();
    });
  });
  holder.addEventListener("pointerleave", () => {
    if (waiting) cancelAnimationFrame(waiting);
    hide();
  });

  const openGroup = (group) => {
    canvas.setCursor(null);
    view.set({ group, focus: null, link: null });
    say(group < 0 ? "All groups." : `${nameOf(groups[group])}: ${many(groups[group].size, "member")}.`);
  };
  const up = () => {
    const { group } = view.now();
    if (group >= 0) openGroup(groups[group].parent);
  };
  const choose = (mark) => {
    const { chosen } = view.now();
    const next = chosen.includes(mark) ? chosen.filter((one) => one !== mark) : [...chosen, mark];
    view.set({ chosen: Object.freeze(next), focus: null, link: null });
    say(`${clip(marks[mark].name, 120)} ${next.includes(mark) ? "selected" : "no longer selected"}. ${many(next.length, "mark")} selected.`);
  };
  const click = (found, event) => {
    hide();
    if (found.mark !== undefined) {
      if (event.shiftKey || event.ctrlKey || event.metaKey) choose(found.mark);
      else uegraph.details.open(found.mark, { still: true });
    } else if (found.link !== undefined) uegraph.details.openLink(found.link);
    else if (found.group !== undefined) openGroup(found.group);
    else uegraph.details.close();
  };

  /* The keyboard goes from mark to mark, and to the groups that hold more than is drawn. */
  const stops = () => {
    const { bright } = shown.read();
    const drawn = canvas.drawn();
    const found = drawing.byRank.filter((mark) => drawn.drawn.has(mark.at) && bright.has(mark.at)).map((mark) => ({ mark: mark.at, x: mark.x, y: mark.y }));
    if (drawn.waiting) {
      const open = view.now().group;
      for (const group of groups) if (group.parent === open && canvas.waiting().has(group.at)) found.push({ group: group.at, x: group.x, y: group.y - (group.radius || group.high) * 0.001 });
    }
    return found;
  };
  const sameStop = (one, other) => one && other && one.mark === other.mark && one.group === other.group;
  const tell = (stop) => {
    const all = stops();
    const place = all.findIndex((one) => sameStop(one, stop)) + 1;
    const text = stop.mark !== undefined ? aboutMark(marks[stop.mark]) : [...aboutGroup(groups[stop.group]).slice(0, 2), "a group, Enter opens it"];
    say(`${text.filter(Boolean).map((one) => clip(one, 120)).join(", ")}. ${place} of ${all.length}.`);
  };
  const goTo = (stop) => {
    if (!stop) return;
    const { mark, group } = stop;
    canvas.setCursor(mark !== undefined ? { mark } : { group });
    if (mark !== undefined) canvas.bring(mark);
    tell(stop);
  };
  const current = (all) => {
    const cursor = canvas.cursor();
    return cursor ? all.find((one) => sameStop(one, cursor)) : null;
  };

  /* The nearest stop to the right, left, above or below: what is aside counts more than what is far. */
  const towards = (dx, dy) => {
    const all = stops();
    const from = current(all);
    if (!from) return all[0];
    let best = null;
    let least = Infinity;
    for (const stop of all) {
      const [x, y] = [stop.x - from.x, stop.y - from.y];
      const [along, aside] = [x * dx + y * dy, Math.abs(x * dy) + Math.abs(y * dx)];
      if (along <= 0.01 || sameStop(stop, from)) continue;
      const cost = along + aside * 2.2;
      if (cost < least) [best, least] = [stop, cost];
    }
    return best;
  };
  const along = (by) => {
    const all = stops();
    const from = current(all);
    const place = from ? all.indexOf(from) + by : by > 0 ? 0 : all.length - 1;
    return all[Math.max(0, Math.min(all.length - 1, place))];
  };

  const open = () => {
    const cursor = canvas.cursor();
    if (!cursor) return goTo(stops()[0]);
    if (cursor.group !== undefined) return openGroup(cursor.group);
    return uegraph.details.open(cursor.mark, { focus: true });
  };
  const actions = {
    ArrowRight: () => goTo(towards(1, 0)), ArrowLeft: () => goTo(towards(-1, 0)),
    ArrowDown: () => goTo(towards(0, 1)), ArrowUp: () => goTo(towards(0, -1)),
    PageDown: () => goTo(along(1)), PageUp: () => goTo(along(-1)),
    Home: () => goTo(stops()[0]), End: () => goTo(stops().at(-1)),
    Enter: open, Backspace: up,
    " ": () => canvas.cursor() && canvas.cursor().mark !== undefined && choose(canvas.cursor().mark),
    "+": () => canvas.zoom(1.4), "=": () => canvas.zoom(1.4), "-": () => canvas.zoom(1 / 1.4), 0: () => canvas.fit(),
  };
  const panning = { ArrowRight: [80, 0], ArrowLeft: [-80, 0], ArrowDown: [0, 80], ArrowUp: [0, -80] };
  holder.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.shiftKey && panning[event.key]) canvas.pan(...panning[event.key]);
    else if (actions[event.key]) actions[event.key]();
    else return;
    event.preventDefault();
  });
  /* Whoever comes back to the canvas goes on where they left it. */
  let left = null;
  holder.addEventListener("focus", () => {
    if (!holder.matches(":focus-visible") || canvas.cursor()) return;
    const all = stops();
    goTo(all.find((stop) => sameStop(stop, left)) || all[0]);
  });
  holder.addEventListener("blur", () => {
    left = canvas.cursor() || left;
    canvas.setCursor(null);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape" && !event.defaultPrevented) {
      const now = view.now();
      if (now.focus !== null || now.link !== null) uegraph.details.close();
      else if (now.chosen.length) view.set({ chosen: view.first.chosen });
      else up();
    }
    if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    uegraph.story.back(event.shiftKey);
  });

  uegraph.point = { click, openGroup, up, choose, hide, stops, nameOf, linked };
});
