"use strict";

/* What the reader has asked for: one frozen object, changed in one place, with a way back.

   Everything on the page follows from it: canvas, tables, sentences, files and the address. */
uegraph.parts.push(() => {
  const { calledSo, called, marks, groups } = uegraph;
  const first = Object.freeze({
    kinds: "", links: "", states: "", type: "", sector: "", theme: "", place: "",
    since: null, until: null, undated: true,
    focus: null, steps: 1, link: null, chosen: Object.freeze([]), group: -1, camera: null,
  });
  const hiddenAtFirst = new Set(["gap"]);
  let now = first;
  const heard = [];
  const past = [];
  const future = [];

  const listed = (text) => new Set(text ? text.split("~") : []);
  /* Asked of every mark and link, so the lists of a view are read once. */
  let kept = { now: null, lists: {} };
  const known = (what) => {
    if (kept.now !== now) kept = { now, lists: {} };
    kept.lists[what] ||= listed(now[what]);
    return kept.lists[what];
  };
  const hidden = (what, name) => known(what).has(name) !== (what === "links" && hiddenAtFirst.has(name));

  /* The view as the end of an address: only what differs from the first view. */
  const short = { kinds: "hk", links: "hl", states: "hs", type: "y", sector: "c", theme: "t", place: "p", since: "d", until: "e", steps: "n", group: "g" };
  const toAddress = (view, camera = true) => {
    const parts = [];
    const add = (key, value) => parts.push(`${key}=${encodeURIComponent(value)}`);
    for (const [name, key] of Object.entries(short)) if (view[name] !== first[name]) add(key, view[name]);
    if (!view.undated) add("w", 0);
    if (view.focus !== null) add("f", called(marks[view.focus]));
    if (view.link !== null) add("l", view.link);
    if (view.chosen.length) add("s", view.chosen.map((at) => called(marks[at])).join("~"));
    if (camera && view.camera) add("v", view.camera.map((value) => Math.round(value * 1000) / 1000).join(","));
    return parts.join("&");
  };

  /* An address may come from anybody: what it does not fit is left out. */
  const fromAddress = (text) => {
    const asked = new URLSearchParams(text);
    const view = { ...first };
    const whole = (key, least, most) => {
      const value = Number(asked.get(key));
      return asked.has(key) && Number.isInteger(value) && value >= least && value <= most ? value : null;
    };
    for (const name of ["kinds", "links", "states", "type", "sector", "theme", "place"]) view[name] = (asked.get(short[name]) || "").slice(0, 2000);
    if (asked.get("u") === "1") view.states = uegraph.seenStates().join("~");
    view.since = whole("d", 1, 4e6);
    view.until = whole("e", 1, 4e6);
    view.undated = asked.get("w") !== "0";
    view.steps = whole("n", 1, 3) ?? 1;
    view.group = whole("g", 0, groups.length - 1) ?? -1;
    const mark = asked.get("f") && calledSo(asked.get("f"));
    view.focus = mark && mark.drawn ? mark.at : null;
    const link = asked.get("l") || "";
    if (view.focus === null && uegraph.linkCalled(link)) view.link = link;
    view.chosen = Object.freeze((asked.get("s") || "").split("~").map(calledSo).filter((one) => one && one.drawn).map((one) => one.at));
    const camera = (asked.get("v") || "").split(",").map(Number);
    if (camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0.001 && camera[2] < 50) view.camera = camera;
    return Object.freeze(view);
  };

  /* The address follows the view. A page inside another may have none of its own; the link is still
     there to copy. */
  const address = () => {
    try {
      history.replaceState(null, "", `#${toAddress(now)}`);
    } catch {
      /* As said above. */
    }
  };
  const tell = (before) => {
    for (const hear of heard) hear(now, before);
    address();
  };

  const same = (one, other) => toAddress(one, false) === toAddress(other, false);
  const set = (change) => {
    const before = now;
    now = Object.freeze({ ...now, ...change });
    if (!same(before, now)) {
      past.push(before);
      if (past.length > 200) past.shift();
      future.length = 0;
    }
    tell(before);
  };
  /* The place of the canvas alone is no step to take back; it goes with the step. */
  const moved = (camera) => {
    now = Object.freeze({ ...now, camera });
    address();
  };
  const turn = (from, to) => {
    if (!from.length) return false;
    const before = now;
    to.push(now);
    now = from.pop();
    tell(before);
    return true;
  };

  /* A name in a list of what is hidden, put in or taken out. */
  const toggled = (what, name, on) => {
    const names = listed(now[what]);
    const listedNow = what === "links" && hiddenAtFirst.has(name) ? on : !on;
    if (listedNow) names.add(name);
    else names.delete(name);
    /* "~" is a list of one name that is empty; an empty text is a list of none. */
    return [...names].sort().join("~") || (names.size ? "~" : "");
  };

  uegraph.view = {
    first, set, moved, hidden, toggled, toAddress, fromAddress,
    begin: (address) => { now = fromAddress(address); },
    now: () => now,
    hear: (act) => heard.push(act),
    open: (address) => set(fromAddress(address)),
    undo: () => turn(past, future),
    redo: () => turn(future, past),
    depth: () => [past.length, future.length],
  };
});
