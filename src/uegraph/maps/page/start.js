"use strict";

/* Ties the parts together, last. */
uegraph.parts.push(() => {
  const { canvas, view, picture } = uegraph;
  const press = (id, act) => document.getElementById(id).addEventListener("click", act);
  press("closer", () => canvas.zoom(1.4));
  press("farther", () => canvas.zoom(1 / 1.4));
  press("fit", () => {
    if (view.now().group >= 0) canvas.openGroup(view.now().group);
    else canvas.fit();
  });
  press("as-png", picture.png);
  press("as-svg", picture.saveSvg);
  press("as-csv", picture.saveMarks);
  press("as-links", picture.saveLinks);
  press("as-print", () => window.print());

  /* A menu closes when it is left, and by Escape. */
  for (const menu of document.querySelectorAll("details.menu")) {
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.preventDefault();
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }

  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    window.matchMedia(query).addEventListener("change", canvas.repaint);
  }
  /* Paper is light, whatever the screen is. */
  window.addEventListener("beforeprint", canvas.repaint);
  window.addEventListener("afterprint", canvas.repaint);
  /* On a narrow screen the drawing comes first and the legend is opened at will. */
  if (uegraph.narrow.matches) document.querySelector(".key").open = false;
});
uegraph.begin();
