"use strict";

/* The legend is the filter: each row says what a mark means and switches it. */
uegraph.filters = (() => {
  const { state } = uegraph;
  const form = document.getElementById("filters");

  const read = () => {
    const chosen = (name) => [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value);
    state.kinds = new Set(chosen("kind"));
    state.links = new Set(chosen("link"));
  };

  const start = () => {
    read();
    form.addEventListener("change", () => {
      read();
      uegraph.canvas.paint();
      const shown = uegraph.nodes.filter(uegraph.marks.shown).length;
      uegraph.say(`${shown} of ${uegraph.nodes.length} shown.`);
    });
    form.addEventListener("reset", () => setTimeout(() => {
      read();
      uegraph.canvas.paint();
    }));
    form.addEventListener("submit", (event) => event.preventDefault());
  };

  return { start, read };
})();
