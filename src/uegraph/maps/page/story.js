"use strict";

/* Saved views, each with a sentence, one after the other for a meeting; a link to the present view;
   a step back and forth. */
uegraph.parts.push(() => {
  const { page, view, canvas, element, name, say, clip } = uegraph;
  const bar = document.getElementById("story");
  const sentence = document.getElementById("sentence");
  const place = document.getElementById("story-place");
  const list = document.getElementById("saved");
  const stories = page.stories.map((story) => ({ ...story }));
  let at = -1;

  /* A view without a place of its own is shown where the whole, its group or its mark is seen. */
  const show = (address) => {
    view.open(address);
    const now = view.now();
    if (now.camera) canvas.go(now.camera);
    else if (now.focus !== null) canvas.centre(now.focus);
    else if (now.group >= 0) canvas.openGroup(now.group);
    else canvas.fit();
  };

  const tell = () => {
    bar.hidden = at < 0;
    if (at < 0) return;
    place.textContent = `${at + 1} of ${stories.length}`;
    sentence.replaceChildren(name(stories[at].sentence));
    document.getElementById("earlier").disabled = at === 0;
    document.getElementById("later").disabled = at === stories.length - 1;
  };
  const go = (to) => {
    at = Math.max(0, Math.min(stories.length - 1, to));
    show(stories[at].view);
    if (!document.getElementById("details").hidden && uegraph.narrow.matches) document.getElementById("details").hidden = true;
    tell();
    say(`${at + 1} of ${stories.length}. ${stories[at].sentence}`);
  };
  const end = () => {
    at = -1;
    tell();
    document.getElementById("begin").focus();
  };

  const entries = () => {
    list.replaceChildren(...stories.map((story, place) => element("li", {},
      element("button", { type: "button", class: "to", onclick: () => go(place) }, name(clip(story.sentence, 140))),
      element("button", { type: "button", class: "quiet small", "aria-label": `Take out: ${clip(story.sentence, 60)}`, onclick: () => {
        stories.splice(place, 1);
        at = Math.min(at, stories.length - 1);
        entries();
        tell();
        document.getElementById("save-sentence").focus();
      } }, "✕"))));
    document.getElementById("begin").disabled = !stories.length;
    document.getElementById("save-stories").disabled = !stories.length;
  };

  const press = (id, act) => document.getElementById(id).addEventListener("click", act);
  press("begin", () => {
    go(0);
    document.getElementById("later").focus();
  });
  press("earlier", () => go(at - 1));
  press("later", () => go(at + 1));
  press("end", end);
  document.getElementById("save-view").addEventListener("submit", (event) => {
    event.preventDefault();
    const input = document.getElementById("save-sentence");
    const text = input.value.trim();
    if (!text) return;
    view.moved(canvas.camera());
    stories.push({ sentence: text, view: view.toAddress(view.now()) });
    input.value = "";
    entries();
    tell();
    say(`Saved as view ${stories.length}.`);
  });
  press("save-stories", () => uegraph.picture.save(JSON.stringify(stories, null, 2), "application/json", "stories.json"));

  /* The link is put where it can be copied by hand where a browser does not let a page do it. */
  press("link", async () => {
    view.moved(canvas.camera());
    const url = `${window.location.href.split("#")[0]}#${view.toAddress(view.now())}`;
    const shownAt = document.getElementById("address");
    shownAt.value = url;
    shownAt.closest(".address").hidden = false;
    shownAt.focus();
    shownAt.select();
    let copied = false;
    try {
      await navigator.clipboard.writeText(url);
      copied = true;
    } catch {
      copied = false;
    }
    say(copied ? "The link to this view is copied." : "The link to this view is selected; copy it with Ctrl and C.");
  });
  press("shut-address", () => {
    document.getElementById("address").closest(".address").hidden = true;
    document.getElementById("link").focus();
  });

  const follow = () => {
    const [past, future] = view.depth();
    document.getElementById("undo").disabled = !past;
    document.getElementById("redo").disabled = !future;
  };
  const back = (forth) => {
    const done = forth ? view.redo() : view.undo();
    const now = view.now();
    if (done && now.camera) canvas.go(now.camera);
    follow();
    say(done ? (forth ? "One step forth." : "One step back.") : "There is no further step.");
  };
  press("undo", () => back(false));
  press("redo", () => back(true));

  window.addEventListener("hashchange", () => {
    const address = window.location.hash.slice(1);
    if (address !== view.toAddress(view.now())) show(address);
  });

  view.hear(follow);
  follow();
  entries();
  uegraph.story = { go, end, stories: () => stories, back, show };
});
