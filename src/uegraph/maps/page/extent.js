"use strict";

/* Where everything lies, and from how far the canvas shows a part of it. A camera is a middle and a
   scale: [x, y, pixels a unit]. */
uegraph.parts.push(() => {
  const { marks, groups, frames, page, shown, drawing } = uegraph;
  const holder = document.getElementById("canvas");
  /* Rows and columns to be read one by one; rings and routes are seen whole. */
  const chart = page.fixed && !uegraph.links.length;

  /* The corners of everything, circles, boxes and frames included. */
  const extentOf = (group) => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const include = (x, y, far, low) => {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, far);
      bottom = Math.max(bottom, low);
    };
    const add = (x, y, wide, high) => include(x - wide, y - high, x + wide, y + high);
    if (group >= 0) {
      const found = groups[group];
      add(found.x, found.y, found.radius || found.wide, found.radius || found.high);
    } else {
      for (const found of groups) if (found.parent < 0) add(found.x, found.y, found.radius || found.wide, found.radius || found.high);
      for (const frame of frames) {
        include(...(frame.shape === "text" ? [frame.x - 40, frame.y - 12, frame.x + 40, frame.y + 12] : frame.shape === "circle" ? [2 * frame.x - frame.right, frame.y - (frame.right - frame.x), frame.right, frame.y + (frame.right - frame.x)] : [Math.min(frame.x, frame.right), Math.min(frame.y, frame.bottom), Math.max(frame.x, frame.right), Math.max(frame.y, frame.bottom)]));
        if (frame.shape === "text" && frame.align !== "center") add(frame.x + (frame.align === "left" ? 1 : -1) * frame.text.length * 3.4, frame.y, frame.text.length * 3.4, 10);
      }
      for (const mark of marks) if (mark.drawn) add(mark.x, mark.y, Math.max(mark.wide, mark.size) + 16, Math.max(mark.high, mark.size) + 16);
    }
    return left <= right ? [left, top, right, bottom] : [-100, -100, 100, 100];
  };
  const whole = extentOf(-1);

  const fitted = (group = -1, limit = 1.6) => {
    const [left, top, right, bottom] = group < 0 ? whole : extentOf(group);
    const room = group < 0 ? 0.97 : 0.92;
    const scale = Math.min((holder.clientWidth * room) / (right - left), (holder.clientHeight * room) / (bottom - top), limit);
    return [(left + right) / 2, (top + bottom) / 2, Math.max(scale, 0.001)];
  };

  /* A chart that would be too small to read when seen whole begins at its corner. */
  const begun = () => {
    const camera = fitted();
    const readable = uegraph.narrow.matches ? 0.62 : Math.min(1, (holder.clientWidth * 0.97) / (whole[2] - whole[0]));
    if (!chart || camera[2] >= readable * 0.9) return camera;
    const x = uegraph.narrow.matches ? whole[0] + holder.clientWidth / 2 / readable - 8 : camera[0];
    return [x, whole[1] + holder.clientHeight / 2 / readable - 8, readable];
  };

  /* The part of the canvas that the panel leaves free. */
  const taken = () => (uegraph.narrow.matches || document.getElementById("details").hidden ? 0 : 400);

  /* Shows a mark with what is in question around it, in that part. */
  const focusOn = (at) => {
    const near = [...shown.read().bright].filter((one) => marks[one].drawn).map((one) => marks[one]);
    const all = near.length > 1 && near.length <= drawing.most ? near : [marks[at]];
    const [left, right] = [Math.min(...all.map((mark) => mark.x - mark.wide)), Math.max(...all.map((mark) => mark.x + mark.wide))];
    const [above, below] = [Math.min(...all.map((mark) => mark.y)), Math.max(...all.map((mark) => mark.y))];
    const room = [Math.max(120, holder.clientWidth - taken() - 150), Math.max(100, holder.clientHeight - 110)];
    const scale = Math.min(room[0] / Math.max(right - left, 1), room[1] / Math.max(below - above, 1), 1.3);
    return [(left + right) / 2 + taken() / 2 / scale, (above + below) / 2, Math.max(scale, 0.001)];
  };
  /* A chart is as high as its width asks for, so that its words can be read. */
  const stretch = () => {
    if (!chart) return;
    const [left, top, right, bottom] = whole;
    const wanted = (holder.clientWidth / (right - left)) * (bottom - top);
    const stage = holder.closest(".stage");
    const around = stage.clientHeight - holder.clientHeight;
    const box = uegraph.narrow.matches ? stage : document.querySelector("main");
    const least = uegraph.narrow.matches ? 420 : 560;
    box.style.height = `${Math.round(Math.min(1500, Math.max(least, wanted + around)))}px`;
  };

  uegraph.extent = { of: extentOf, fitted, begun, focusOn, taken, stretch };
});
