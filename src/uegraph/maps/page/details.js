"use strict";

/* The panel: what is known about a mark or a link, and where that is said. */
uegraph.parts.push(() => {
  const { marks, linksOf, legend, view, shown, canvas, element, name, sign, passage, mainSource, clip, apart, upper, many, say } = uegraph;
  const panel = document.getElementById("details");
  const few = 30;
  let cameFrom = null;
  let filled = "";

  const goTo = (at, length = 140) =>
    marks[at].drawn
      ? element("button", { type: "button", class: "to", "data-mark": marks[at].id, onclick: () => open(at, { focus: true }) }, name(clip(marks[at].name, length)))
      : element("span", { class: "of" }, name(clip(marks[at].name, length)));

  const top = (title, ...below) => {
    const heading = element("h2", { id: "details-name", tabindex: "-1", ...(title.length > 160 ? { class: "long" } : {}) }, name(title));
    const shut = element("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Esc)", onclick: close }, "✕");
    return [element("header", {}, heading, shut), ...below];
  };

  const line = (place) => element("small", {}, name(passage(place, true)));
  /* Two passages are shown at once; more of them are folded away. */
  const evidence = (places) =>
    places.length <= 2 ? places.map(line) : [element("details", {}, element("summary", {}, many(places.length, "passage")), ...places.map(line))];

  const whereSaid = (places, none) => {
    if (!places.length) return none ? [element("h3", {}, none)] : [];
    return [element("h3", {}, "Where this is said"), element("ul", {}, ...places.map((place) => element("li", {}, line(place))))];
  };
  const sourceNote = () =>
    mainSource ? element("p", { class: "note" }, "Where no other source is named, a passage is of: ", name(clip(mainSource, 300))) : "";

  /* A web address is a link only when it is one. */
  const value = (fact, text) =>
    fact === "website" && /^https?:\/\//i.test(text)
      ? element("a", { href: text, rel: "noopener noreferrer", target: "_blank" }, name(text))
      : name(text);

  const facts = (pairs) => {
    const grouped = new Map();
    for (const [fact, text] of pairs) if (text) grouped.set(fact, [...(grouped.get(fact) || []), value(fact, text)]);
    if (!grouped.size) return "";
    const list = element("dl", {});
    for (const [fact, values] of grouped) {
      list.append(element("dt", {}, name(upper(fact))));
      list.append(element("dd", {}, ...values.flatMap((one, at) => (at ? [", ", one] : [one]))));
    }
    return list;
  };

  const how = (link) => [link.said, link.level, link.status, link.when].filter(Boolean).map(apart).join(" · ");
  const other = (link, from) => (link.start === from ? link.end : link.start);
  const item = (link, from) => {
    const to = other(link, from);
    const activity = marks[to].drawn ? "" : [marks[to].type, link.when ? "" : marks[to].when].filter(Boolean).map(apart).join(" · ");
    const arrow = link.stated && link.start !== from ? "← " : "";
    return element("li", {}, goTo(to), element("small", { class: "how" }, arrow, name(how(link))), activity ? element("small", {}, name(activity)) : "", ...evidence(link.evidence));
  };
  const through = (link) => {
    const named = link.through.slice(0, 4).flatMap((at, place) => [place ? "; " : "", goTo(at, 90)]);
    const rest = link.through.length > 4 ? `; and ${link.through.length - 4} more` : "";
    return element("small", {}, "In ", ...named, rest);
  };
  const derivedItem = (link, from) =>
    element("li", {}, element("button", { type: "button", class: "to", "data-mark": marks[other(link, from)].id, onclick: () => open(other(link, from), { focus: true }) }, name(clip(marks[other(link, from)].name, 140))), through(link));

  /* A long list shows its first entries, and the others when asked. */
  const list = (title, items, make) => {
    const holder = element("ul", {}, ...items.slice(0, few).map(make));
    const parts = [element("h3", {}, `${title} · ${items.length}`), holder];
    if (items.length > few) {
      const more = element("button", { type: "button", class: "quiet", onclick: () => {
        holder.append(...items.slice(few).map(make));
        more.remove();
        holder.children[few].querySelector("button, summary, span").focus();
      } }, `Show all ${items.length}`);
      parts.push(more);
    }
    return parts;
  };

  const linkLists = (at) => {
    const found = [];
    const derived = shown.derivedOf(at).sort((one, two) => two.weight - one.weight || (marks[other(one, at)].name < marks[other(two, at)].name ? -1 : 1));
    if (derived.length) found.push(...list("Took part in the same activity (derived)", derived, (link) => derivedItem(link, at)));
    for (const [family, [words, stated]] of Object.entries(legend.links)) {
      const mine = linksOf[at].filter((link) => link.kind === family);
      if (mine.length) found.push(...list(`${words}${stated ? "" : " (derived)"}`, mine, (link) => item(link, at)));
    }
    if (found.length || uegraph.page.fixed) return found;
    return [element("h3", {}, marks[at].beyond ? "No link to anything on this map" : "No recorded link")];
  };

  const stepsChoice = () => {
    if (!uegraph.links.length) return "";
    const now = view.now();
    const buttons = [1, 2, 3].map((steps) => element("button", { type: "button", "aria-pressed": String(now.steps === steps), "data-steps": steps, onclick: () => {
      view.set({ steps });
      say(`${many(shown.read().bright.size, "mark")} within ${many(steps, "step")}.`);
      document.querySelector(`#details [data-steps="${steps}"]`).focus();
    } }, String(steps)));
    return element("div", { class: "steps", role: "group", "aria-label": "Steps around it" }, element("span", {}, "Steps around it"), ...buttons);
  };

  const fill = (...children) => {
    panel.replaceChildren(...children.filter(Boolean));
    panel.hidden = false;
    panel.scrollTop = 0;
  };

  const fillMark = (at) => {
    const mark = marks[at];
    const said = [upper(mark.kind), mark.type, mark.sector].filter(Boolean).map(apart).join(" · ");
    const told = [["coverage", mark.state], ["why", mark.reason], ["when", mark.when && !mark.facts.some(([fact]) => fact === "when") ? mark.when : ""], ...mark.facts];
    fill(
      ...top(mark.name, element("p", { class: "kind" }, sign(mark.kind), name(said))),
      stepsChoice(),
      facts(told.filter(([fact]) => fact !== "type" && fact !== "sector")),
      ...linkLists(at),
      ...whereSaid(mark.evidence),
      sourceNote(),
    );
  };

  const fillLink = (key) => {
    const link = uegraph.linkCalled(key);
    const how = link.stated ? "Stated by a source" : link.kind === "gap" ? "Nothing is recorded, which is not a no" : "Derived, not stated by a source";
    const more = link.kind === "gap" ? "" : "No passage is recorded for this link";
    fill(
      ...top(upper(link.said), element("p", { class: "kind" }, how)),
      element("ul", {}, element("li", {}, element("small", {}, "From"), goTo(link.start)), element("li", {}, element("small", {}, "To"), goTo(link.end))),
      facts([["level", link.level], ["status", link.status], ["when", link.when], ...link.facts.filter(([fact]) => !["level", "status", "when"].includes(fact))]),
      ...(link.through.length ? list("Activities that both took part in", link.through, (at) => activityItem(at, link)) : []),
      ...whereSaid(link.through.length ? [] : link.evidence, link.through.length ? "" : more),
      sourceNote(),
    );
  };
  const activityItem = (at, link) => {
    const parts = (link.parts || []).filter((part) => part.start === at || part.end === at);
    const roles = parts.map((part) => `${apart(clip(marks[other(part, at)].name, 60))}: ${[part.said, part.level].filter(Boolean).join(", ")}`);
    const passages = [...new Set([...parts.flatMap((part) => part.evidence), ...marks[at].evidence])];
    return element("li", {}, goTo(at), element("small", {}, name([marks[at].type, marks[at].when].filter(Boolean).map(apart).join(" · "))), ...roles.map((role) => element("small", { class: "how" }, name(role))), ...evidence(passages));
  };

  /* The panel follows the view; it is filled again only when it is about something else. */
  const follow = () => {
    const now = view.now();
    const about = now.focus !== null ? `m${now.focus}/${now.steps}` : now.link !== null ? `l${now.link}` : "";
    if (about === filled) return;
    const sameMark = about.split("/")[0] === filled.split("/")[0];
    filled = about;
    if (!about) {
      const inside = panel.contains(document.activeElement);
      panel.hidden = true;
      panel.replaceChildren();
      if (inside && cameFrom && cameFrom.isConnected) cameFrom.focus();
      else if (inside) canvas.holder.focus();
      cameFrom = null;
    } else if (now.focus === null) fillLink(now.link);
    else if (!sameMark || panel.hidden) fillMark(now.focus);
    else panel.querySelector(".steps").replaceWith(stepsChoice());
  };

  const open = (at, { focus = false, still = false } = {}) => {
    if (focus && !panel.contains(document.activeElement)) cameFrom = document.activeElement;
    const away = view.now().group >= 0 && !shown.inside(marks[at], view.now().group);
    view.set({ focus: at, link: null, ...(away ? { group: -1 } : {}) });
    panel.hidden = false; /* a story may have put it away */
    if (still) canvas.bring(at);
    else canvas.centre(at);
    if (focus) document.getElementById("details-name").focus({ preventScroll: true });
    say(`${clip(marks[at].name, 120)}: ${uegraph.point.linked(marks[at])}.`);
  };
  const openLink = (key) => {
    view.set({ focus: null, link: key });
    panel.hidden = false;
    say(`Link: ${clip(uegraph.linkCalled(key).said, 120)}.`);
  };
  const close = () => view.set({ focus: null, link: null });

  view.hear(follow);
  follow();
  if (view.now().focus !== null && !view.now().camera) canvas.centre(view.now().focus);
  uegraph.details = { open, openLink, close, how };
});
