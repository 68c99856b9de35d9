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
  let now = null;
  let column = 0;
  let base = bases.base;

  // A badge says which source it stands for.
  const titles = new Map(heads.map(head => [head.dataset.source, $(".title", head).textContent]));
  document.addEventListener("pointerover", event => {
    if (event.target.tagName === "B") event.target.title = titles.get(event.target.textContent) ?? "";
  });

  // Moving: a parallel has the keyboard's attention, and one source in it.
  const parallels = () => all(".parallel", levels).filter(article => !article.hidden);
  function go(article, scroll = true) {
    if (!article) return;
    now?.classList.remove("now");
    showColumn("");
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
  function showColumn(siglum = heads[column]?.dataset.source) {
    now?.querySelectorAll(".level > li").forEach(cell => cell.classList.toggle("now", cell.dataset.source === siglum));
    heads.forEach((head, index) => head.setAttribute("aria-current", String(index === column)));
  }
  function turn(by) {
    column = Math.min(Math.max(column + by, 0), heads.length - 1);
    if (now) showColumn(); else step(0);
    say("source " + heads[column].dataset.source);
  }
  function open() {
    const box = now && $(".open input", now);
    if (box) box.checked = !box.checked;
  }

  // Reading against another base: marks and order come with the page. A parallel is marked anew when it comes into sight.
  const words = new Map();
  function own(passage) {
    const key = passage.dataset.row;
    if (!words.has(key)) {
      const shown = [...passage.childNodes].filter(node => node.nodeName !== "DEL");
      words.set(key, shown.map(node => node.textContent).join(""));
    }
    return words.get(key);
  }
  function mark(article) {
    const passages = all("[data-row]", article);
    passages.forEach(own);
    for (const passage of passages) {
      const [number, row] = passage.dataset.row.split(".");
      const baseRow = bases.rows[number][base] ?? 0;
      const steps = bases.marks[passage.dataset.row]?.[baseRow];
      if (steps !== undefined) passage.replaceChildren(...marked(steps, own(passage), words.get(number + "." + baseRow), Number(row) === baseRow));
    }
    all("li", article).forEach(cell => cell.classList.toggle("base", cell.dataset.source === base));
  }
  function marked(steps, text, theirs, isBase) {
    let at = 0;
    return [...steps.matchAll(/([A-Z])(\d+)(?:\.(\d+))?/g)].map(([, letter, first, second]) => {
      if (letter === "O") return make("del", {}, theirs.substr(Number(first), Number(second)));
      const part = text.substr(at, Number(letter === "D" ? second : first));
      at += part.length;
      if (letter === "P") return part;
      if (letter === "S") return make("mark", { className: "s" }, part);
      if (letter === "D") {
        const grave = make("mark", { className: "d" }, part);
        grave.dataset.kind = kinds[Number(first)];
        return grave;
      }
      if (isBase) return make("mark", { className: "b" }, part);
      return letter === "V" ? make("mark", { className: "v" }, part) : make("ins", {}, part);
    });
  }
  const stale = new Set();
  const sight = new IntersectionObserver(entries => {
    for (const { target } of entries.filter(entry => entry.isIntersecting && stale.delete(entry.target))) mark(target);
  }, { rootMargin: "50%" });
  const markAll = () => { stale.forEach(mark); stale.clear(); };
  addEventListener("beforeprint", markAll);
  function readAgainst(siglum) {
    base = siglum;
    const order = bases.order[siglum].flatMap(number => {
      const article = document.getElementById("p" + number);
      const asides = article.nextElementSibling;
      return asides?.classList.contains("asides") ? [article, asides] : [article];
    });
    levels.append(...order);
    for (const article of parallels()) {
      stale.add(article);
      sight.unobserve(article);
      sight.observe(article);
    }
    $("#base-now b").textContent = siglum;
    heads.forEach(head => head.classList.toggle("base", head.dataset.source === siglum));
    choice.value = siglum;
    now?.scrollIntoView({ block: "start" });
    const complete = Object.keys(bases.marks).length > 0;
    say(complete ? "read against " + siglum : "ordered by " + siglum + "; the marks are those against " + bases.base);
  }

  // Filtering: parallels that hold all words, whatever their case and accents.
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const folded = new WeakMap();
  function holds(article, words) {
    const passages = all("[data-row]", article);
    const text = passages.length > 0 ? passages.map(own).join(" ") : article.textContent;
    if (!folded.has(article)) folded.set(article, fold(text));
    return words.every(word => folded.get(article).includes(word));
  }
  function filter() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const list = all(".parallel", levels);
    list.forEach(article => { article.hidden = !holds(article, words) || (differing.checked && !$(".kind", article)); });
    const active = words.length > 0 || differing.checked;
    const asides = all(".asides", levels);
    asides.forEach(aside => { aside.hidden = active && (differing.checked || !holds(aside, words)); });
    const others = asides.filter(aside => !aside.hidden).length;
    const elsewhere = others > 0 ? `, ${others} ${others === 1 ? "place" : "places"} outside of them` : "";
    say(active ? `${parallels().length} of ${list.length} parallels${elsewhere}` : "");
  }

  const status = make("output", { ariaLive: "polite" });
  const say = text => { status.textContent = text; };
  const choice = make("select", { onchange: () => readAgainst(choice.value) },
    ...heads.map(({ dataset: { source } }) =>
      make("option", { value: source, selected: source === base }, `${source}  ${[...titles.get(source)].slice(0, 40).join("")}`)));
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
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const actions = {
      j: () => step(1), k: () => step(-1), h: () => turn(-1), l: () => turn(1),
      b: () => readAgainst(heads[column].dataset.source), o: open,
      "/": () => field.focus(), "?": () => help.showModal(),
    };
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  levels.addEventListener("click", event => {
    const cell = event.target.closest(".level > li");
    if (cell) column = heads.findIndex(head => head.dataset.source === cell.dataset.source);
    const article = event.target.closest(".parallel");
    if (article && !event.target.closest("a, label") && String(getSelection()) === "") go(article, false);
  });
  const linked = () => {
    const article = document.getElementById(location.hash.slice(1))?.closest(".parallel");
    // What is asked for by its number is shown, whatever the filter says.
    if (article?.hidden) {
      field.value = "";
      differing.checked = false;
      filter();
    }
    go(article, false);
  };
  addEventListener("hashchange", linked);
  if (location.hash) linked();
})();
