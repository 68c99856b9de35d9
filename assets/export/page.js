"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const bases = JSON.parse($("#bases").textContent);
  const kinds = ["number", "date", "name", "negation", "attribution", "epithet", "hedge"];
  const levels = $("#levels");
  const heads = all(".head");
  const texts = new Map(all("p.passage").map(p => [p.dataset.row, p.textContent]));
  let now = null;
  let column = 0;
  let base = bases.base;

  // A badge says which source it stands for.
  const titles = new Map(heads.map(head => [head.dataset.source, $(".title", head).textContent]));
  all(".siglum").forEach(badge => { badge.title = titles.get(badge.textContent) ?? ""; });

  // Moving: a parallel has the keyboard's attention, and one source in it.
  const parallels = () => all(".parallel", levels).filter(article => !article.hidden);
  function go(article, scroll = true) {
    if (!article) return;
    now?.classList.remove("now");
    now = article;
    now.classList.add("now");
    now.focus({ preventScroll: true });
    if (scroll) now.scrollIntoView({ block: "start" });
    history.replaceState(null, "", "#" + now.id);
    showColumn();
  }
  function step(by) {
    const list = parallels();
    if (!list.length) return;
    const at = list.indexOf(now);
    go(list[at < 0 ? 0 : Math.min(Math.max(at + by, 0), list.length - 1)]);
  }
  function showColumn() {
    all(".level > li.now").forEach(cell => cell.classList.remove("now"));
    const siglum = heads[column]?.dataset.source;
    now?.querySelectorAll(".level > li").forEach(cell => cell.classList.toggle("now", cell.dataset.source === siglum));
    heads.forEach((head, index) => head.setAttribute("aria-current", String(index === column)));
  }
  function turn(by) {
    column = Math.min(Math.max(column + by, 0), heads.length - 1);
    if (now) showColumn(); else step(0);
    say("source " + heads[column].dataset.source);
  }

  // Reading against another base: marks and order come with the page.
  function steps(key, row) {
    const written = bases.marks[key]?.[row];
    return written === undefined ? null : [...written.matchAll(/([A-Z])(\d+)(?:\.(\d+))?/g)];
  }
  function mark(passage, withOmitted) {
    const key = passage.dataset.row;
    const [number, row] = key.split(".");
    const baseRow = bases.rows[number][base] ?? 0;
    const list = steps(key, baseRow);
    if (!list) return;
    const text = texts.get(key);
    const theirs = texts.get(number + "." + baseRow);
    const own = Number(row) === baseRow;
    let at = 0;
    const nodes = [];
    for (const [, letter, first, second] of list) {
      if (letter === "O") {
        if (withOmitted) nodes.push(make("del", {}, theirs.substr(Number(first), Number(second))), " ");
        continue;
      }
      const words = text.substr(at, Number(letter === "D" ? second : first));
      at += words.length;
      if (letter === "P") nodes.push(words);
      else if (letter === "S") nodes.push(make("mark", { className: "s" }, words));
      else if (letter === "D") {
        const grave = make("mark", { className: "d" }, words);
        grave.dataset.kind = kinds[Number(first)];
        nodes.push(grave);
      } else if (own) nodes.push(make("mark", { className: "b" }, words));
      else if (letter === "V") nodes.push(make("mark", { className: "v" }, words));
      else nodes.push(make("ins", {}, words));
    }
    passage.replaceChildren(...nodes);
  }
  function readAgainst(siglum) {
    base = siglum;
    for (const number of bases.order[siglum]) {
      const article = document.getElementById("p" + number);
      const asides = article.nextElementSibling;
      levels.append(article);
      if (asides?.classList.contains("asides")) levels.append(asides);
    }
    all("p.passage").forEach(passage => mark(passage, false));
    all("td.passage").forEach(passage => mark(passage, true));
    all(".readings tbody").forEach(body => {
      const number = $("td.passage", body).dataset.row.split(".")[0];
      const first = bases.rows[number][siglum] ?? 0;
      const row = tr => Number($("td.passage", tr).dataset.row.split(".")[1]);
      const rank = tr => (row(tr) === first ? -1 : row(tr));
      body.append(...[...body.rows].sort((a, b) => rank(a) - rank(b)));
    });
    $("#base-now .siglum").textContent = siglum;
    $("#base-now .siglum").title = titles.get(siglum);
    choice.value = siglum;
    now?.scrollIntoView({ block: "start" });
    const marked = Object.keys(bases.marks).length > 0;
    say(marked ? "read against " + siglum : "ordered by " + siglum + "; the marks are those against " + bases.base);
  }

  // Filtering: parallels that hold all words, whatever their case and accents.
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  function filter() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const wanted = article => words.every(word => fold($(".level", article).textContent).includes(word))
      && (!differing.checked || $(".kind", article));
    const list = all(".parallel", levels);
    list.forEach(article => { article.hidden = !wanted(article); });
    const active = words.length > 0 || differing.checked;
    all(".asides", levels).forEach(asides => { asides.hidden = active; });
    say(active ? `${parallels().length} of ${list.length} parallels` : "");
  }

  const status = make("output", { ariaLive: "polite" });
  const say = text => { status.textContent = text; };
  const choice = make("select", { onchange: () => readAgainst(choice.value) },
    ...Object.keys(bases.order).map(siglum => make("option", { value: siglum, selected: siglum === base }, siglum)));
  const field = make("input", { type: "search", oninput: filter, placeholder: "words" });
  const differing = make("input", { type: "checkbox", onchange: filter });
  const keys = [["j k", "next, previous parallel"], ["h l", "source to the left, to the right"], ["b", "make that source the base"],
    ["o", "open or close the readings"], ["/", "filter"], ["?", "this help"], ["Esc", "leave the filter"]];
  const help = make("dialog", { ariaLabel: "Keys" }, make("table", {},
    ...keys.map(([key, does]) => {
      const head = make("th", { scope: "row" }, make("kbd", {}, key));
      return make("tr", {}, head, make("td", {}, does));
    })), make("form", { method: "dialog" }, make("button", {}, "Close")));
  $(".heads").before(make("div", { className: "tools", role: "search" },
    make("label", {}, "base ", choice), make("label", {}, "filter ", field), make("label", {}, differing, " differing only"),
    make("button", { type: "button", onclick: () => help.showModal() }, "keys"), status));
  document.body.append(help);

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || help.open) return;
    if (event.key === "Escape" && event.target === field) return field.blur();
    if (event.target.closest("input, select, textarea")) return;
    const actions = {
      j: () => step(1), k: () => step(-1), h: () => turn(-1), l: () => turn(1),
      b: () => readAgainst(heads[column].dataset.source),
      o: () => { const readings = now && $(".readings", now); if (readings) readings.open = !readings.open; },
      "/": () => field.focus(), "?": () => help.showModal(),
    };
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  levels.addEventListener("click", event => {
    const cell = event.target.closest(".level > li");
    if (cell) column = heads.findIndex(head => head.dataset.source === cell.dataset.source);
    const article = event.target.closest(".parallel");
    if (article && !event.target.closest("a, summary") && String(getSelection()) === "") go(article, false);
  });
  const linked = () => go(document.getElementById(location.hash.slice(1))?.closest(".parallel"), false);
  addEventListener("hashchange", linked);
  if (location.hash) linked();
})();
