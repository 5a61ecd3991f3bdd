"use strict";

/* Which of the shown marks the canvas draws now: never more than a screen can carry.

   Where there are more, each group shows its foremost and says how many wait; coming nearer, or
   opening a group, shows the others. */
uegraph.parts.push(() => {
  const { marks, groups, linksOf, view, shown } = uegraph;
  const most = Number(document.documentElement.dataset.most);
  const byRank = [...marks].filter((mark) => mark.drawn).sort((one, other) => other.rank - one.rank || other.size - one.size || one.at - other.at);

  /* How many marks a group has room for on the screen: none where it is but a bubble. */
  const capacity = (group, scale) => {
    if (group < 0) return Infinity;
    const { radius, wide, high, size } = groups[group];
    /* A box shows all of its marks or none: the first of them would look like all. */
    if (!radius) return (4 * wide * high * scale * scale) / size < 500 ? 0 : size;
    return radius * scale < 48 ? 0 : Math.floor(((radius * scale) / 15) ** 2);
  };

  const share = (group, size, part, scale) => {
    const fair = Math.max(1, Math.floor(size * part));
    const room = capacity(group, scale);
    return group >= 0 && !groups[group].radius && fair < size ? 0 : Math.min(room, fair);
  };

  /* The foremost of each innermost group, as many as its share and its room. */
  const shares = (among, room, scale) => {
    const sizes = new Map();
    for (const at of among) sizes.set(marks[at].group, (sizes.get(marks[at].group) || 0) + 1);
    const left = new Map([...sizes].map(([group, size]) => [group, share(group, size, room / among.size, scale)]));
    const taken = [];
    for (const mark of byRank) {
      if (taken.length >= room) break;
      if (!among.has(mark.at) || !left.get(mark.group)) continue;
      left.set(mark.group, left.get(mark.group) - 1);
      taken.push(mark.at);
    }
    return taken;
  };

  let current = { drawn: new Set(), waiting: false };

  /* The marks to draw where the canvas shows this box: [left, top, right, bottom]. */
  const choose = (box, scale) => {
    current = chosen(box, scale);
    counted = null;
  };
  const chosen = (box, scale) => {
    const { fit, bright } = shown.read();
    const now = view.now();
    if (fit.size <= most) return { drawn: fit, waiting: false };
    const there = (at) => marks[at].x + 60 > box[0] && marks[at].x - 60 < box[2] && marks[at].y + 60 > box[1] && marks[at].y - 60 < box[3];
    const drawn = new Set([now.focus, ...now.chosen].filter((at) => at !== null && fit.has(at)));
    const add = (list) => {
      for (const at of list) if (drawn.size < most) drawn.add(at);
    };
    const narrowed = bright.size < fit.size;
    const first = new Set([...bright].filter(narrowed && bright.size <= most ? () => true : there));
    add(first.size + drawn.size <= most ? first : shares(first, most - drawn.size, scale));
    if (narrowed && drawn.size < most) {
      const others = new Set([...fit].filter((at) => there(at) && !drawn.has(at)));
      add(others.size + drawn.size <= most ? others : shares(others, most - drawn.size, scale));
    }
    return { drawn, waiting: true };
  };

  /* How strongly the groups inside the open one are tied, by links that lead from one to the other. */
  let kept = { key: null };
  const ties = () => {
    const { fit } = shown.read();
    const now = view.now();
    const key = view.toAddress({ ...now, focus: null, link: null, chosen: [], camera: null });
    if (kept.key === key) return kept.found;
    const home = new Map();
    for (const at of fit) {
      let group = marks[at].group;
      while (group >= 0 && groups[group].parent !== now.group && groups[group].parent >= 0) group = groups[group].parent;
      if (group >= 0 && groups[group].radius && (now.group < 0 ? groups[group].parent < 0 : groups[group].parent === now.group)) home.set(at, group);
    }
    const found = new Map();
    const tie = (one, other) => {
      if (one === undefined || other === undefined || one === other) return;
      const pair = one < other ? `${one}-${other}` : `${other}-${one}`;
      found.set(pair, (found.get(pair) || 0) + 1);
    };
    for (const at of home.keys()) {
      for (const link of linksOf[at]) {
        if (link.start === at && marks[link.end].drawn && !view.hidden("links", link.kind)) tie(home.get(at), home.get(link.end));
      }
    }
    if (!view.hidden("links", "collaboration")) {
      for (const mark of marks) {
        if (mark.drawn) continue;
        const met = new Set();
        for (const link of linksOf[mark.at]) if (shown.fits(link, now)) met.add(home.get(link.start === mark.at ? link.end : link.start));
        const list = [...met].filter((group) => group !== undefined).sort((one, other) => one - other);
        for (let one = 0; one < list.length; one += 1) for (let other = one + 1; other < list.length; other += 1) tie(list[one], list[other]);
      }
    }
    const ranked = [...found].map(([pair, weight]) => [...pair.split("-").map(Number), weight]);
    ranked.sort((one, other) => other[2] - one[2] || one[0] - other[0] || one[1] - other[1]);
    /* The strongest of all, and the strongest two of each group: more would be a tangle. */
    const had = new Map();
    const backbone = ranked.filter(([one, other], place) => {
      const wanted = place < 12 || (had.get(one) || 0) < 2 || (had.get(other) || 0) < 2;
      for (const group of [one, other]) had.set(group, (had.get(group) || 0) + 1);
      return wanted;
    });
    kept = { key, found: backbone.slice(0, 160) };
    return kept.found;
  };

  /* How many marks lie in each group, and how many of them nobody is known to have engaged. */
  const gaps = groups.map(() => [0, 0]);
  for (const mark of marks) {
    if (!mark.drawn) continue;
    for (let group = mark.group; group >= 0; group = groups[group].parent) {
      gaps[group][0] += 1;
      gaps[group][1] += uegraph.unseen(mark) ? 1 : 0;
    }
  }

  /* How many marks of each group wait for somebody to come nearer. */
  let counted = null;
  const waiting = () => {
    if (counted) return counted;
    counted = new Map();
    if (current.waiting) {
      for (const at of shown.read().fit) {
        if (current.drawn.has(at)) continue;
        for (let group = marks[at].group; group >= 0; group = groups[group].parent) counted.set(group, (counted.get(group) || 0) + 1);
      }
    }
    return counted;
  };

  /* Whether some of what is drawn is in question and the rest is not. */
  const narrowed = () => {
    const { bright, fit } = shown.read();
    return view.now().group < 0 && bright.size < fit.size;
  };

  uegraph.drawing = { gaps, waiting, narrowed, now: () => current, choose, ties, byRank, most };
});
