"use strict";

/* What is shown now, in a sentence or three that follow the view. */
uegraph.parts.push(() => {
  const { marks, page, groups, legend, view, shown, clip, many, upper, unseen } = uegraph;
  const holder = document.getElementById("now");

  const listed = (texts) => (texts.length > 1 ? `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}` : texts[0] || "");
  const named = (mark) => uegraph.apart(clip(mark.name, 80));

  const asked = (now) => {
    const parts = [];
    if (now.group >= 0) parts.push(`the group “${clip(uegraph.point.nameOf(groups[now.group]), 60)}”`);
    for (const facet of ["type", "sector", "theme", "place"]) if (now[facet]) parts.push(`${facet} “${clip(now[facet], 60)}”`);
    if (now.since !== null || now.until !== null) parts.push(document.getElementById("span").textContent);
    if (now.states) parts.push("the ticked states of coverage");
    if (shown.read().near) parts.push(`${named(marks[now.focus])} and what is within ${many(now.steps, "step")}`);
    else if (now.focus === null && now.chosen.length) parts.push("what is selected");
    return parts;
  };

  const tell = () => {
    const now = view.now();
    const { bright } = shown.read();
    const all = [...bright].map((at) => marks[at]);
    const counts = new Map();
    for (const mark of all) counts.set(mark.kind, (counts.get(mark.kind) || 0) + 1);
    const kinds = page.noun ? [many(all.length, page.noun)] : [...counts].map(([kind, count]) => many(count, kind, legend.kinds[kind][2]));
    const parts = asked(now);
    const text = [`Shown now${parts.length ? `, for ${listed(parts)}` : ""}: ${all.length ? listed(kinds) : "nothing fits"}.`];
    const top = all.filter((mark) => mark.rank).sort((one, other) => other.rank - one.rank || (one.name < other.name ? -1 : 1)).slice(0, 3);
    if (top.length && parts.length) text.push(`Linked with the most others on the whole map: ${listed(top.map((mark) => `${named(mark)} (${mark.rank})`))}.`);
    const silent = all.filter(unseen);
    if (silent.length) {
      const some = silent.slice().sort((one, other) => (one.name < other.name ? -1 : 1)).slice(0, 5).map(named);
      text.push(`${upper(many(silent.length, page.noun || "mark"))} ${silent.length === 1 ? "lacks" : "lack"} evidence of engagement: ${listed(silent.length > 5 ? [...some, `${silent.length - 5} more`] : some)}.`);
    }
    holder.textContent = text.join(" ");
  };

  view.hear(tell);
  tell();
});
