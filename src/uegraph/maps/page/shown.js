"use strict";

/* Which marks and links the present view shows: the canvas, the tables and every file ask here. */
uegraph.parts.push(() => {
  const { marks, links, linksOf, groups, legend, view } = uegraph;
  const unseen = (mark) => Boolean(legend.states[mark.state] && legend.states[mark.state][2]);
  uegraph.unseen = unseen;
  uegraph.seenStates = () => ["", ...Object.keys(legend.states)].filter((name) => !(legend.states[name] || [])[2]);

  const dated = (one) => one.first !== null || one.last !== null;
  const during = (one, since, until) =>
    (since === null || one.last === null || one.last >= since) && (until === null || one.first === null || one.first <= until);
  const timed = (now) => now.since !== null || now.until !== null;
  const inTime = (one, now) => !timed(now) || (dated(one) ? during(one, now.since, now.until) : now.undated);

  /* Whether what a link rests on fits the theme, the place and the time asked for: the activity it
     leads to says so, where there is one, else the link itself. */
  const activityOf = (link) => [marks[link.start], marks[link.end]].find((mark) => !mark.drawn);
  const fits = (link, now) => {
    if (!timed(now) && !now.theme) return true;
    const activity = activityOf(link);
    if (!activity) return inTime(link, now);
    return inTime(dated(link) ? link : activity, now) && (!now.theme || activity.themes.includes(now.theme));
  };
  const timeKinds = new Set(["activity", "series", "product"]);

  const passes = (mark, now) =>
    mark.drawn && !view.hidden("kinds", mark.kind) &&
    (!now.type || mark.type === now.type) && (!now.sector || mark.sector === now.sector) &&
    (!now.theme || mark.themes.includes(now.theme) || mark.name === now.theme) &&
    (!now.place || mark.places.includes(now.place) || mark.name === now.place) &&
    (!timed(now) || (timeKinds.has(mark.kind) ? inTime(mark, now) : linksOf[mark.at].length === 0 ? now.undated : linksOf[mark.at].some((link) => inLinkTime(link, now))));
  const inLinkTime = (link, now) => {
    const activity = [marks[link.start], marks[link.end]].find((mark) => timeKinds.has(mark.kind));
    return inTime(dated(link) || !activity ? link : activity, now);
  };

  /* Links that follow from what two marks have in common: one for each pair, with all it rests on. */
  const derive = (among, now, only = null) => {
    const pairs = new Map();
    if (view.hidden("links", "collaboration")) return pairs;
    const parts = new Map();
    for (const at of among) {
      for (const link of linksOf[at]) {
        const activity = link.kind === "participation" && activityOf(link);
        if (!activity || !fits(link, now)) continue;
        if (!parts.has(activity.at)) parts.set(activity.at, new Map());
        const held = parts.get(activity.at);
        held.set(at, [...(held.get(at) || []), link]);
      }
    }
    for (const [activity, held] of parts) {
      const there = [...held.keys()].sort((one, other) => one - other);
      for (let one = 0; one < there.length; one += 1) {
        for (let other = one + 1; other < there.length; other += 1) {
          if (only !== null && there[one] !== only && there[other] !== only) continue;
          const key = `${there[one]}-${there[other]}`;
          if (!pairs.has(key)) pairs.set(key, { key, start: there[one], end: there[other], kind: "collaboration", said: "took part in the same activity as", stated: false, level: "", status: "", when: "", facts: [], through: [], parts: [] });
          const pair = pairs.get(key);
          pair.through.push(activity);
          pair.parts.push(...held.get(there[one]), ...held.get(there[other]));
        }
      }
    }
    for (const pair of pairs.values()) {
      pair.weight = pair.through.length;
      pair.evidence = [...new Set(pair.parts.flatMap((link) => link.evidence))].sort((one, other) => one - other);
    }
    return pairs;
  };

  /* The marks that share something not drawn with this one, and those linked by what is stated. */
  const neighbours = (at, now) => {
    const found = new Set();
    for (const link of linksOf[at]) {
      const other = marks[link.start === at ? link.end : link.start];
      if (other.drawn) {
        if (!view.hidden("links", link.kind) && inTime(link, now)) found.add(other.at);
      } else if (link.kind === "participation" && !view.hidden("links", "collaboration") && fits(link, now)) {
        for (const next of linksOf[other.at]) {
          if (next.kind !== "participation" || !fits(next, now)) continue;
          const far = marks[next.start === other.at ? next.end : next.start];
          if (far.drawn && far.at !== at) found.add(far.at);
        }
      }
    }
    return found;
  };

  const around = (start, steps, now, fit) => {
    const reached = new Set([start]);
    let edge = [start];
    for (let step = 0; step < steps; step += 1) {
      const next = [];
      for (const at of edge) {
        for (const other of neighbours(at, now)) if (!reached.has(other) && fit.has(other)) { reached.add(other); next.push(other); }
      }
      edge = next;
    }
    return reached;
  };

  const inside = (mark, group) => {
    for (let at = mark.group; at >= 0; at = groups[at].parent) if (at === group) return true;
    return false;
  };

  /* The marks that fit the filters: `fit`; of these the ones in question now: `bright`. */
  let kept = { now: null };
  const read = () => {
    const now = view.now();
    if (kept.now === now) return kept;
    const same = kept.now && Object.keys(now).every((key) => key === "camera" || now[key] === kept.now[key]);
    if (same) {
      kept.now = now;
      return kept;
    }
    const fit = new Set();
    for (const mark of marks) if (passes(mark, now)) fit.add(mark.at);
    let bright = fit;
    const narrow = (keep) => { bright = new Set([...bright].filter(keep)); };
    if (now.group >= 0) narrow((at) => inside(marks[at], now.group));
    if (now.states) narrow((at) => !view.hidden("states", marks[at].state));
    const near = now.focus !== null && fit.has(now.focus) ? around(now.focus, now.steps, now, fit) : null;
    if (near) narrow((at) => near.has(at));
    const ends = now.link !== null && uegraph.linkCalled(now.link);
    if (ends) narrow((at) => at === ends.start || at === ends.end);
    if (now.chosen.length && now.focus === null) {
      const chosen = new Set(now.chosen);
      narrow((at) => chosen.has(at));
    }
    kept = { now, fit, bright, near };
    return kept;
  };

  /* The stated links between these marks that the view does not hide. */
  const statedAmong = (among, now) => {
    const found = [];
    for (const at of among) {
      for (const link of linksOf[at]) {
        if (link.start === at && among.has(link.end) && !view.hidden("links", link.kind) && (inTime(link, now))) found.push(link);
      }
    }
    return found;
  };

  /* All links between these marks: those stated, then those derived, the strongest first. */
  const linksAmong = (among) => {
    const now = view.now();
    const derived = [...derive(among, now).values()].sort((one, other) => other.weight - one.weight || one.start - other.start || one.end - other.end);
    return [...statedAmong(among, now), ...derived];
  };

  /* A link by its key: a place in the list, or the two ends of a derived one. */
  uegraph.linkCalled = (key) => {
    if (/^\d+$/.test(key)) return links[Number(key)] || null;
    const ends = /^(\d+)-(\d+)$/.exec(key || "");
    if (!ends || !marks[ends[1]] || !marks[ends[2]]) return null;
    return derive(new Set([Number(ends[1]), Number(ends[2])]), view.now()).get(key) || null;
  };

  /* The derived links of one mark. */
  const derivedOf = (at) => [...derive(new Set([at, ...neighbours(at, view.now())]), view.now(), at).values()];

  view.begin(window.location.hash.slice(1));
  uegraph.shown = { read, derivedOf, linksAmong, neighbours, derive, inside, activityOf, fits, dated };
});
