"use strict";

/* Ties the parts together, last. */
(() => {
  const press = (id, act) => document.getElementById(id).addEventListener("click", act);
  uegraph.filters.start();
  uegraph.canvas.start();
  uegraph.find.start();
  uegraph.tables.start();
  press("closer", () => uegraph.canvas.zoom(1.4));
  press("farther", () => uegraph.canvas.zoom(1 / 1.4));
  press("fit", () => uegraph.canvas.fit());
  press("reset", () => {
    uegraph.details.close();
    document.getElementById("filters").reset();
    document.getElementById("find").value = "";
    uegraph.canvas.fit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") uegraph.details.close();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => uegraph.canvas.paint());
  /* On a narrow screen the drawing comes first and the legend is opened at will. */
  if (window.matchMedia("(max-width: 860px)").matches) document.querySelector(".key").open = false;
  document.documentElement.dataset.ready = "true";
})();
