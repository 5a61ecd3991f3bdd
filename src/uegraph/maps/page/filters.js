"use strict";

/* The legend is the filter: each row says what a mark means and switches it. */
uegraph.filters = (() => {
  const { state } = uegraph;
  const form = document.getElementById("filters");
  const only = document.getElementById("unseen");

  const read = () => {
    const chosen = (name) => [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value);
    state.kinds = new Set(chosen("kind"));
    state.links = new Set(chosen("link"));
    const boxes = form.querySelectorAll('input[name="state"]');
    const covered = new Set(chosen("state"));
    state.covered = covered.size === boxes.length ? null : covered;
    if (only) {
      const pressed = [...boxes].every((box) => box.checked === ("unseen" in box.dataset));
      only.setAttribute("aria-pressed", String(pressed));
    }
  };

  const change = () => {
    read();
    uegraph.canvas.paint();
    const left = uegraph.nodes.filter((node) => uegraph.marks.shown(node) && uegraph.marks.bright(node)).length;
    uegraph.say(`${left} of ${uegraph.nodes.length} shown.`);
  };

  /* Pressed, only those stay bright whom nobody is known to have engaged; pressed again, all. */
  const toggle = () => {
    const on = only.getAttribute("aria-pressed") !== "true";
    for (const box of form.querySelectorAll('input[name="state"]')) box.checked = !on || "unseen" in box.dataset;
    uegraph.details.close();
    change();
  };

  const start = () => {
    read();
    form.addEventListener("change", change);
    if (only) only.addEventListener("click", toggle);
    form.addEventListener("reset", () => setTimeout(() => {
      read();
      uegraph.canvas.paint();
    }));
    form.addEventListener("submit", (event) => event.preventDefault());
  };

  return { start, read };
})();
