"use strict";

/* The legend is the filter: each row says what a mark means and switches it. Below it stand choices
   by type, sector, theme and place, and the groups. */
uegraph.parts.push(() => {
  const { marks, groups, view, shown, element, name, clip, many, say } = uegraph;
  const form = document.getElementById("filters");
  const only = document.getElementById("unseen");
  const facets = ["type", "sector", "theme", "place"];

  const valuesOf = { type: (mark) => [mark.type], sector: (mark) => [mark.sector], theme: (mark) => mark.themes, place: (mark) => mark.places };
  const offer = (facet) => {
    const select = document.getElementById(`by-${facet}`);
    const counts = new Map();
    for (const mark of marks) if (mark.drawn) for (const value of valuesOf[facet](mark)) if (value) counts.set(value, (counts.get(value) || 0) + 1);
    select.closest(".facet").hidden = counts.size < 2;
    const sorted = [...counts.keys()].sort((one, other) => one.localeCompare(other, "en-GB"));
    select.append(...sorted.map((value) => element("option", { value }, `${clip(value, 60)} (${counts.get(value)})`)));
    select.addEventListener("change", () => {
      view.set({ [facet]: select.value });
      tell();
    });
  };

  const tell = () => {
    const { bright } = shown.read();
    say(`${bright.size} of ${many(marks.filter((mark) => mark.drawn).length, "mark")} shown.`);
  };

  /* The boxes and lists follow the view, so that a link or a step back sets them right. */
  const follow = () => {
    const now = view.now();
    for (const box of form.querySelectorAll("input[data-what]")) box.checked = !view.hidden(box.dataset.what, box.value);
    for (const facet of facets) document.getElementById(`by-${facet}`).value = now[facet];
    if (only) {
      const boxes = [...form.querySelectorAll('input[data-what="states"]')];
      only.setAttribute("aria-pressed", String(boxes.every((box) => box.checked === ("unseen" in box.dataset))));
    }
    for (const button of document.querySelectorAll("#groups button[data-group]")) {
      if (Number(button.dataset.group) === now.group) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    crumbs(now.group);
  };

  form.addEventListener("change", (event) => {
    const { what } = event.target.dataset;
    if (!what) return;
    view.set({ [what]: view.toggled(what, event.target.value, event.target.checked) });
    tell();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    view.set({ ...view.first, camera: view.now().camera });
    uegraph.canvas.fit();
    say("Everything is shown as at first.");
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  /* Pressed, only those stay bright whom nobody is known to have engaged; pressed again, all. */
  if (only) {
    only.addEventListener("click", () => {
      const on = only.getAttribute("aria-pressed") !== "true";
      view.set({ states: on ? uegraph.seenStates().join("~") : "", focus: null, link: null });
      tell();
    });
  }

  /* Groups by name, as a way in for whoever does not point. */
  const list = document.getElementById("groups");
  const entry = (group) => {
    const inner = group.inner.map((at) => groups[at]);
    const button = element("button", { type: "button", class: "to", "data-group": group.at, onclick: () => uegraph.point.openGroup(view.now().group === group.at ? group.parent : group.at) }, name(clip(uegraph.point.nameOf(group), 60)));
    const line = element("li", {}, button, element("span", { class: "count" }, uegraph.number(group.size)));
    if (inner.length) line.append(element("details", {}, element("summary", {}, many(inner.length, "part")), element("ul", {}, ...inner.map(entry))));
    return line;
  };
  const outer = groups.filter((group) => group.parent < 0);
  list.closest("details").hidden = groups.length < 2;
  list.closest("details").addEventListener("toggle", () => {
    if (list.closest("details").open && !list.children.length) {
      list.append(...outer.map(entry));
      follow();
    }
  });

  /* Where one is: all, a group, a group in it. */
  const trail = document.getElementById("crumbs");
  const crumbs = (group) => {
    const path = [];
    for (let at = group; at >= 0; at = groups[at].parent) path.unshift(at);
    trail.hidden = !path.length;
    const step = (at, last) => element("li", {}, last ? element("span", { "aria-current": "true" }, name(clip(uegraph.point.nameOf(groups[at]), 40))) : element("button", { type: "button", class: "to", onclick: () => uegraph.point.openGroup(at) }, at < 0 ? "All" : name(clip(uegraph.point.nameOf(groups[at]), 40))));
    trail.querySelector("ol").replaceChildren(step(-1, false), ...path.map((at, place) => step(at, place === path.length - 1)));
  };

  for (const facet of facets) offer(facet);
  view.hear(follow);
  follow();
});
