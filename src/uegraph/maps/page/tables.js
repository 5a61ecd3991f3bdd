"use strict";

/* The same as text: sortable tables of all marks and all links that are shown, and as CSV. */
uegraph.parts.push(() => {
  const { marks, view, shown, element, name, passage, clip, number, page, unseen } = uegraph;
  const step = 100;
  const opener = (at, length) =>
    marks[at].drawn
      ? element("button", { type: "button", class: "to", onclick: () => uegraph.details.open(at, { focus: true }) }, name(clip(marks[at].name, length)))
      : name(clip(marks[at].name, length));
  const any = (test) => marks.some((mark) => mark.drawn && test(mark));
  const said = (places) => places.map((place) => passage(place)).join("; ");

  /* Each column: its heading, the value of a row, and how a cell shows it where it is no plain text. */
  const allMarkColumns = [
    ["Name", (mark) => mark.name, (mark) => opener(mark.at, 300)],
    ["Acronym", (mark) => mark.acronym],
    ["Other names", (mark) => mark.names.join("; ")],
    ["Kind", (mark) => mark.kind],
    ["Type", (mark) => mark.type],
    ["Sector", (mark) => mark.sector],
    ["Place", (mark) => mark.places.join("; ")],
    ["Themes", (mark) => mark.themes.join("; ")],
    ["When", (mark) => mark.when],
    ["Linked with", (mark) => mark.rank],
    ["Coverage", (mark) => mark.state],
    ["Why", (mark) => mark.reason],
    ["Where this is said", (mark) => said(mark.evidence)],
  ];
  /* Columns with nothing in them are left out; found once a table is asked for. */
  let filled = null;
  const markColumns = () => {
    filled ||= allMarkColumns.filter(([, value]) => any((mark) => value(mark) !== "" && value(mark) !== 0));
    return filled;
  };
  const linkColumns = () => [
    ["From", (link) => marks[link.start].name, (link) => opener(link.start, 120)],
    ["Link", (link) => link.said],
    ["To", (link) => marks[link.end].name, (link) => opener(link.end, 120)],
    ["Stated or derived", (link) => (link.stated ? "stated" : "derived")],
    ["Level", (link) => link.level],
    ["When", (link) => link.when],
    ["Through", (link) => link.through.map((at) => marks[at].name).join("; ")],
    ["Where this is said", (link) => said(link.evidence)],
  ];

  const markRows = () => [...shown.read().bright].map((at) => marks[at]).sort((one, other) => other.rank - one.rank || (one.name < other.name ? -1 : 1));
  const linkRows = () => shown.linksAmong(shown.read().bright);

  const compare = (one, other) => (typeof one === "number" ? one - other : String(one).localeCompare(String(other), "en-GB", { numeric: true }));

  const table = (id, caption, columnsOf, rowsOf) => {
    let columns = [];
    const holder = document.getElementById(id);
    const body = element("tbody", {});
    const more = element("button", { type: "button", class: "quiet" }, "");
    let sorted = null; /* [column, 1 or -1] */
    let rows = [];
    let limit = step;

    const cell = ([, value, make], row, at) => {
      const inner = make ? make(row) : name(clip(String(value(row)), 300));
      return at ? element("td", typeof value(row) === "number" ? { class: "number" } : {}, inner) : element("th", { scope: "row" }, inner);
    };
    const line = (row) => element("tr", { "data-row": row.id ?? row.key }, ...columns.map((column, at) => cell(column, row, at)));
    const fill = () => {
      rows = rowsOf();
      if (sorted) {
        const value = columns[sorted[0]][1];
        rows = rows.map((row, at) => [value(row), at, row]).sort((one, other) => (one[0] === "") - (other[0] === "") || sorted[1] * compare(one[0], other[0]) || one[1] - other[1]).map((one) => one[2]);
      }
      body.replaceChildren(...rows.slice(0, limit).map(line));
      count();
    };
    const count = () => {
      more.hidden = rows.length <= limit;
      more.textContent = `Show ${number(Math.min(step * 5, rows.length - limit))} more of ${number(rows.length)}`;
      holder.querySelector("caption").textContent = `${caption}: ${number(rows.length)}`;
    };
    more.addEventListener("click", () => {
      const at = limit;
      limit += step * 5;
      body.append(...rows.slice(at, limit).map(line));
      count();
      const next = body.children[at].querySelector("button");
      if (next) next.focus();
    });
    const head = (column, at) => {
      const button = element("button", { type: "button", onclick: () => {
        sorted = [at, sorted && sorted[0] === at ? -sorted[1] : 1];
        for (const other of holder.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
        button.parentElement.setAttribute("aria-sort", sorted[1] > 0 ? "ascending" : "descending");
        fill();
        uegraph.say(`Sorted by ${column[0]}, ${sorted[1] > 0 ? "ascending" : "descending"}.`);
      } }, column[0]);
      return element("th", { scope: "col" }, button);
    };
    const make = () => {
      columns = columnsOf();
      holder.append(element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
        element("table", {}, element("caption", {}, caption), element("thead", {}, element("tr", {}, ...columns.map(head))), body)), more);
      fill();
    };
    const follow = () => {
      limit = step;
      if (holder.open && body.isConnected) fill();
    };
    holder.addEventListener("toggle", () => {
      if (holder.open) {
        if (body.isConnected) fill();
        else make();
      }
    });
    view.hear(follow);
  };

  table("points-table", "What is shown", markColumns, markRows);
  table("links-table", "Links between what is shown", linkColumns, linkRows);
  document.getElementById("links-table").hidden = page.fixed && !uegraph.links.length;

  /* What a spreadsheet would run as a formula is shown as text. */
  const inert = (text) => (/^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)*$/.test(text) ? `'${text}` : text);
  const quoted = (value) => {
    const text = inert(String(value));
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const csv = (columns, rows) => [columns.map(([head]) => head), ...rows.map((row) => columns.map(([, value]) => value(row)))].map((cells) => cells.map(quoted).join(",")).join("\r\n") + "\r\n";

  uegraph.tables = {
    marksCsv: () => csv(markColumns(), markRows()),
    linksCsv: () => csv(linkColumns(), linkRows()),
    markRows, linkRows, unseen,
  };
});
