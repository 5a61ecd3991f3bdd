"use strict";

/* Time: two sliders say between which months, and a replay lets the end run from first to last. */
uegraph.parts.push(() => {
  const { marks, links, view, shown, calm, say, many } = uegraph;
  const holder = document.getElementById("time");
  const since = document.getElementById("since");
  const until = document.getElementById("until");
  const undated = document.getElementById("undated");
  const play = document.getElementById("play");
  const words = document.getElementById("span");

  /* Days are counted as Python counts them: 1 is the first of January of the year 1. */
  const epoch = 719163;
  const dateOf = (day) => new Date((day - epoch) * 864e5);
  const monthOf = (day) => { const date = dateOf(day); return date.getUTCFullYear() * 12 + date.getUTCMonth(); };
  const firstDay = (month) => Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / 864e5) + epoch;
  const said = (month) => new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

  let [low, high] = [Infinity, -Infinity];
  const include = ({ first, last }) => {
    if (first !== null) [low, high] = [Math.min(low, first), Math.max(high, first)];
    if (last !== null) [low, high] = [Math.min(low, last), Math.max(high, last)];
  };
  marks.forEach(include);
  links.forEach(include);
  const [from, to] = low <= high ? [monthOf(low), monthOf(high)] : [0, 0];
  holder.hidden = from === to;
  if (holder.hidden) return;
  for (const slider of [since, until]) Object.assign(slider, { min: from, max: to, step: 1 });

  const months = () => {
    const now = view.now();
    return [now.since === null ? from : Math.max(from, monthOf(now.since)), now.until === null ? to : Math.min(to, monthOf(now.until))];
  };
  const follow = () => {
    const [one, other] = months();
    since.value = one;
    until.value = other;
    since.setAttribute("aria-valuetext", said(one));
    until.setAttribute("aria-valuetext", said(other));
    undated.checked = view.now().undated;
    words.textContent = one === from && other === to ? `All time: ${said(from)} to ${said(to)}` : one === other ? said(one) : `${said(one)} to ${said(other)}`;
  };
  const choose = (one, other) => view.set({ since: one <= from ? null : firstDay(one), until: other >= to ? null : firstDay(other + 1) - 1 });
  const tell = () => say(`${words.textContent}: ${many(shown.read().bright.size, "mark")} shown.`);

  since.addEventListener("input", () => choose(Math.min(Number(since.value), Number(until.value)), Number(until.value)));
  until.addEventListener("input", () => choose(Number(since.value), Math.max(Number(since.value), Number(until.value))));
  for (const slider of [since, until]) slider.addEventListener("change", tell);
  undated.addEventListener("change", () => {
    view.set({ undated: undated.checked });
    tell();
  });

  /* Some thirty steps, whatever the span; who wants no motion gets slower ones. */
  const stride = Math.max(1, Math.ceil((to - from) / 30));
  let running = null;
  const stop = () => {
    clearInterval(running);
    running = null;
    play.setAttribute("aria-pressed", "false");
    play.textContent = "Replay";
  };
  play.addEventListener("click", () => {
    if (running) return stop();
    const [one, other] = months();
    let at = other >= to ? one : other;
    play.setAttribute("aria-pressed", "true");
    play.textContent = "Pause";
    const step = () => {
      choose(one, at);
      tell();
      if (at >= to) stop();
      at = Math.min(to, at + stride);
    };
    running = setInterval(step, calm.matches ? 1600 : 700);
    return step();
  });

  view.hear(follow);
  follow();
});
