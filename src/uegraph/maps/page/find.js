"use strict";

/* The search: by name, acronym or other name; every mark can be reached from its list. */
uegraph.parts.push(() => {
  const { marks, plain, element, name, sign, clip, say, number } = uegraph;
  const input = document.getElementById("find");
  const list = document.getElementById("found");
  const more = document.getElementById("more");
  const box = input.closest(".find").querySelector(".results");
  const step = 40;
  let limit = step;
  let made = null;

  /* Made when somebody begins to search, so that a large map opens at once. */
  const index = () => {
    made ||= marks.filter((mark) => mark.drawn).map((mark) => {
      const words = [mark.name, mark.acronym, ...mark.names].map(plain);
      return { mark, acronym: words[1], words, parts: [...new Set(words.flatMap((text) => text.split(" ")))], raw: [mark.name, ...mark.names].join(" ").toLowerCase() };
    });
    return made;
  };

  /* The better the match the smaller the number; no match is infinite. */
  const score = (entry, wanted, raw) => {
    if (!wanted) return raw && !entry.raw.includes(raw) ? Infinity : 3;
    if (entry.acronym === wanted || entry.words[0] === wanted) return 0;
    if (entry.words.some((text) => text.startsWith(wanted))) return 1;
    if (entry.words.some((text) => ` ${text}`.includes(` ${wanted}`))) return 2;
    if (entry.words.some((text) => text.includes(wanted))) return 3;
    const parts = wanted.split(" ");
    return parts.every((part) => entry.words.some((text) => text.includes(part))) ? 4 : Infinity;
  };

  /* Whether a word begins as wanted but for one letter: left out, put in, exchanged or swapped. */
  const nearly = (word, wanted) => {
    let at = 0;
    while (at < wanted.length && word[at] === wanted[at]) at += 1;
    if (at === wanted.length) return true;
    const [rest, left] = [word.slice(at), wanted.slice(at)];
    return (
      rest.startsWith(left.slice(1)) ||
      rest.slice(1).startsWith(left) ||
      rest.slice(1).startsWith(left.slice(1)) ||
      (left.length > 1 && rest.startsWith(left[1] + left[0] + left.slice(2)))
    );
  };

  const byRank = (one, other) => other.rank - one.rank || (one.name < other.name ? -1 : 1);

  /* Names in which each word asked for is there but for one letter; short words must be right. */
  const similar = (text, found) => {
    const wanted = plain(text).split(" ").filter(Boolean);
    if (!wanted.some((word) => word.length >= 4)) return [];
    const had = new Set(found);
    const like = (entry) => wanted.every((word) => entry.parts.some((part) => (word.length < 4 ? part.startsWith(word) : nearly(part, word))));
    return index().filter((entry) => !had.has(entry.mark) && like(entry)).map((entry) => entry.mark).sort(byRank);
  };

  const search = (text) => {
    const wanted = plain(text);
    const raw = text.trim().toLowerCase();
    return index()
      .map((entry) => ({ mark: entry.mark, score: score(entry, wanted, raw) }))
      .filter((found) => found.score < Infinity)
      .sort((one, other) => one.score - other.score || byRank(one.mark, other.mark))
      .map((found) => found.mark);
  };

  const choose = (at) => {
    hide();
    input.focus();
    hide();
    uegraph.details.open(at, { focus: true });
  };

  const result = (mark) => {
    const other = mark.names.find((one) => input.value && plain(one).includes(plain(input.value)));
    const below = [mark.kind, mark.type, other && `also ${clip(other, 60)}`].filter(Boolean).join(" · ");
    const title = mark.acronym ? `${mark.name} (${mark.acronym})` : mark.name;
    const text = element("span", { class: "clip" }, name(clip(title, 160)));
    return element("li", {}, element("button", { type: "button", "data-mark": mark.id, onclick: () => choose(mark.at) }, sign(mark.kind), text, element("small", {}, name(below))));
  };

  const show = () => {
    const found = search(input.value);
    const near = found.length > limit ? [] : similar(input.value, found).slice(0, step);
    list.replaceChildren(...found.slice(0, limit).map(result));
    if (!found.length) list.append(element("li", {}, element("p", {}, "Nothing has this in its names.")));
    if (near.length) list.append(element("li", { class: "similar" }, "Similar"), ...near.map(result));
    more.hidden = found.length <= limit;
    more.textContent = `Show more (${number(found.length - limit)} left)`;
    box.hidden = false;
    if (input.value) say(near.length ? `${found.length} found, ${near.length} similar.` : `${found.length} found.`);
  };

  const hide = () => {
    box.hidden = true;
  };

  const walk = (by) => {
    const reachable = [input, ...box.querySelectorAll("button:not([hidden])")];
    const at = reachable.indexOf(document.activeElement);
    const next = reachable[Math.min(reachable.length - 1, Math.max(0, at + by))];
    if (next) next.focus();
  };

  input.addEventListener("input", () => {
    limit = step;
    show();
  });
  input.addEventListener("focus", () => input.value && show());
  input.closest(".find").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (box.hidden) show();
      walk(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      const first = search(input.value)[0] || similar(input.value, [])[0];
      if (first) choose(first.at);
    } else if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      input.focus();
      hide();
    }
  });
  more.addEventListener("click", () => {
    const at = limit;
    limit += step;
    show();
    const next = list.children[at];
    if (next) next.querySelector("button").focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!input.closest(".find").contains(event.target)) hide();
  });
  input.closest(".find").addEventListener("focusout", (event) => {
    if (event.relatedTarget && !input.closest(".find").contains(event.relatedTarget)) hide();
  });

  uegraph.find = { search, similar };
});
