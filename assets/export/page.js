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
  const kinds = ["number", "date", "negation", "status", "attribution", "quote", "epithet", "hedge", "name"];
  const synopsis = $("#synopsis");
  const levels = $("#levels");
  const heads = all(".head");
  const sigla = heads.map(head => head.dataset.source);
  let now = null;
  let column = 0;
  let base = bases.base;

  // A badge says which source it stands for.
  const titles = new Map(heads.map(head => [head.dataset.source, $(".title", head).textContent]));
  document.addEventListener("pointerover", event => {
    if (event.target.tagName === "B") event.target.title = titles.get(event.target.textContent) ?? "";
  });

  // A long page has its words once and little beside them: items with a number are parallels.
  const fields = bases.fields && new Map();
  if (fields) {
    for (const item of levels.children) {
      item.className = item.id ? "parallel" : "asides";
      if (item.id) fields.set(item, bases.fields[fields.size].split(";"));
    }
    all("[hidden]", synopsis).forEach(element => { element.hidden = false; });
  }
  const asides = all(".asides", levels);
  let articles = all(".parallel", levels);
  let shown = articles;
  articles.forEach(article => { article.tabIndex = -1; });

  // What a long page says of a parallel: each passage with its source, its words and its line.
  const written = new Map();
  const told = new Map();
  const number = digits => digits ? parseInt(digits, 36) : 0;
  const list = field => field ? field.split(",") : [];
  function read(item) {
    if (written.has(item)) return written.get(item);
    const lines = list(fields.get(item)?.[1]);
    const found = [];
    let source = "";
    for (const paragraph of item.children) {
      if (paragraph.tagName !== "P" || paragraph.className === "note") continue;
      const badge = paragraph.firstElementChild;
      if (badge?.tagName === "A") {
        const home = document.getElementById(badge.hash.slice(1));
        for (const source of badge.textContent.split(" ")) found.push({ source, home });
        continue;
      }
      if (badge) source = badge.textContent;
      const text = badge ? badge.nextSibling.data.slice(1) : paragraph.textContent;
      // A line of the page ends with an item.
      found.push({ source, text: text.replace(/\n$/, ""), paragraph, line: number(lines.shift()) });
    }
    written.set(item, found);
    return found;
  }
  function tellings(item) {
    if (told.has(item)) return told.get(item);
    const parts = list(fields.get(item)?.[2]);
    const found = read(item).map(telling => {
      if (!telling.home) return telling;
      const [nth, start, length] = (parts.shift() ?? "").split(".");
      const { source } = telling;
      const { text = "", line = 0, paragraph } = read(telling.home).filter(other => other.text !== undefined && other.source === source)[number(nth)] ?? {};
      if (length === undefined) return { source, text, line, paragraph };
      const before = text.slice(0, number(start)).split("\n").length - 1;
      return { source, text: text.substr(number(start), number(length)), line: line + before, paragraph };
    });
    told.set(item, found);
    return found;
  }

  // What a shorter page has written of an item is made of what it says when it comes into sight.
  const dressed = new WeakSet();
  function dress(item) {
    if (!fields || dressed.has(item)) return;
    dressed.add(item);
    const rows = tellings(item);
    const level = make("ul", { className: "level" });
    for (const source of sigla) {
      const own = rows.filter(row => row.source === source);
      if (own.length > 0 || (item.id && columns)) level.append(cell(item, rows, source, own));
    }
    const notes = all(".note", item);
    item.replaceChildren(...(item.id ? title(item, rows) : []), level, ...notes);
  }
  const columns = getComputedStyle(document.documentElement).getPropertyValue("--columns") !== "";
  function cell(item, rows, source, own) {
    const made = make("li", { className: own.length === 0 ? "untold" : source === base && item.id ? "base" : "" });
    made.dataset.source = source;
    if (own.length > 0) made.append(make("b", {}, source));
    for (const row of own) {
      const paragraph = make("p", { className: row.paragraph?.className ?? "" });
      for (const key of ["lang", "dir"]) if (row.paragraph?.[key]) paragraph[key] = row.paragraph[key];
      if (item.id) {
        paragraph.append(...steps(item, rows, row));
        made.append(" ", paragraph, " ", make("small", {}, "line " + row.line));
      } else {
        paragraph.append(row.text);
        made.append(" ", paragraph);
      }
    }
    return made;
  }
  function steps(item, rows, row) {
    const first = rows.find(other => other.source === bases.base) ?? rows[0];
    const written = list(fields.get(item)[3])[rows.indexOf(row)] ?? "";
    return marked(written, row.text, first.text, row === first);
  }
  function title(item, rows) {
    const [said, ...differs] = $("h3", item).firstChild.data.trim().split(" ≠ ");
    const [digits, relation = "paraphrase"] = said.split(" ");
    const label = $("h3 span", item)?.textContent ?? rows[number(fields.get(item)[0])].text.replace(/\s+/g, " ");
    const short = [...label].length > 100 ? [...label].slice(0, 99).join("") + "…" : label;
    const tellers = sigla.filter(source => rows.some(row => row.source === source));
    const absent = sigla.filter(source => !tellers.includes(source));
    const badges = sources => sources.flatMap(source => [make("b", {}, source), " "]);
    const facts = make("p", { className: "facts" }, "told by ", ...badges(tellers));
    if (absent.length > 0 && columns) facts.append("· not by ", ...badges(absent));
    else if (absent.length > 0) facts.append(`· not by ${absent.length} others `);
    facts.append("· " + relation);
    for (const kind of differs) facts.append(" · ", make("strong", { className: "kind" }, "≠ " + kind));
    const box = make("input", { type: "checkbox", checked: item.classList.contains("opened") });
    const name = make("span", { className: "label", dir: "auto" }, short);
    const heading = make("h3", {}, make("a", { className: "number", href: "#" + item.id }, digits), " ", name);
    return [heading, facts, make("label", { className: "open" }, box, " readings")];
  }

  // Moving: a parallel has the keyboard's attention, and one source in it.
  function go(article, scroll = true) {
    if (!article) return;
    now?.classList.remove("now");
    showColumn("");
    now = article;
    dress(now);
    now.classList.add("now");
    now.focus({ preventScroll: true });
    if (scroll) now.scrollIntoView({ block: "start" });
    history.replaceState(null, "", "#" + now.id);
    showColumn();
  }
  function step(by) {
    if (!shown.length) return;
    const at = shown.indexOf(now);
    go(shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)]);
  }
  function showColumn(siglum = sigla[column]) {
    now?.querySelectorAll(".level > li").forEach(cell => cell.classList.toggle("now", cell.dataset.source === siglum));
    heads.forEach((head, index) => head.setAttribute("aria-current", String(index === column)));
  }
  function turn(by) {
    column = Math.min(Math.max(column + by, 0), heads.length - 1);
    if (now) showColumn(); else step(0);
    say("source " + sigla[column]);
  }
  function open() {
    const box = now && $(".open input", now);
    box?.click();
  }
  // Of a long page the boxes are told by classes.
  document.addEventListener("change", ({ target }) => {
    target.closest?.(".open")?.parentElement.classList.toggle("opened", target.checked);
    const name = { "all-open": "all-open", stacked: "stacked", "hide-asides": "parallels-only" }[target.id];
    if (name) synopsis.classList.toggle(name, target.checked);
  });

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
  // The passages of each parallel, which need not stand in its article, by their rows.
  const rows = new Map();
  for (const passage of all("[data-row]", levels)) {
    const [number, row] = passage.dataset.row.split(".");
    if (!rows.has(number)) rows.set(number, []);
    rows.get(number)[row] = passage;
  }
  const sourceOf = passage => passage.closest("[data-source]").dataset.source;
  function mark(article) {
    for (const passage of all("[data-row]", article)) {
      const told = rows.get(passage.dataset.row.split(".")[0]);
      told.forEach(own);
      const first = told.find(other => other && sourceOf(other) === base) ?? told.find(Boolean);
      const baseRow = first.dataset.row;
      const steps = bases.marks[passage.dataset.row]?.[baseRow.split(".")[1]];
      if (steps !== undefined) passage.replaceChildren(...marked(steps, own(passage), words.get(baseRow), passage === first));
    }
    all("li", article).forEach(cell => cell.classList.toggle("base", cell.dataset.source === base));
  }
  function marked(steps, text, theirs, isBase) {
    let at = 0;
    let there = 0;
    const made = [...steps.matchAll(/([a-z]+)|([A-Z])(\d+)(?:\.(-?\d+))?/g)].map(([, plain, letter, length, from = 0]) => {
      if (letter === "O") {
        const start = there + Number(from);
        there = start + Number(length);
        return make("del", {}, theirs.slice(start, there));
      }
      const size = plain ? [...plain].reduce((sum, digit) => 26 * sum + digit.charCodeAt(0) - 97, 0) : Number(length);
      const part = text.substr(at, size);
      at += size;
      if (plain) {
        there += size;
        return part;
      }
      if (letter === "S") return make("mark", { className: "s" }, part);
      if (letter >= "G" && letter <= "O") {
        const grave = make("mark", { className: "d" }, part);
        grave.dataset.kind = kinds[letter.charCodeAt(0) - 71];
        return grave;
      }
      if (isBase) return make("mark", { className: "b" }, part);
      return letter === "V" ? make("mark", { className: "v" }, part) : make("ins", {}, part);
    });
    return [...made, text.slice(at)];
  }
  const stale = new Set();
  function show(item) {
    if (fields && !dressed.has(item)) dress(item);
    else if (item.id) mark(item);
  }
  const sight = new IntersectionObserver(entries => {
    for (const { target } of entries.filter(entry => entry.isIntersecting && stale.delete(entry.target))) show(target);
  }, { rootMargin: "50%" });
  function refresh(items) {
    for (const item of items) {
      stale.add(item);
      sight.unobserve(item);
      sight.observe(item);
    }
  }
  addEventListener("beforeprint", () => { stale.forEach(show); stale.clear(); });
  if (fields) refresh(levels.children);

  // The order of the parallels: the base's; one that the base does not tell stands where the first source that tells it has it,
  // after what that source tells before it in the order so far.
  function ordered(siglum) {
    let order = [];
    for (const source of [siglum, ...sigla.filter(other => other !== siglum)]) {
      const places = new Map(order.map((number, place) => [number, place]));
      let number = 0;
      const told = bases.order[source].map(by => number += by);
      const weights = bases.weights[source];
      const known = told.map((one, index) => [places.get(one), weights[index]]).filter(([place]) => place !== undefined);
      const level = chain(known);
      const next = Array.from({ length: order.length + 1 }, () => []);
      let at = 0;
      for (const one of told) {
        if (!places.has(one)) next[at].push(one);
        else if (level.has(places.get(one))) at = places.get(one) + 1;
      }
      order = next.flatMap((list, place) => [...list, ...order.slice(place, place + 1)]);
    }
    return order.map(number => document.getElementById("p" + number));
  }
  // The weightiest choice of places that follow each other.
  function chain(steps) {
    const best = Array.from({ length: steps.reduce((most, [place]) => Math.max(most, place + 2), 1) }, () => [0, -1]);
    function before(place) {
      let found = [0, -1];
      for (let node = place; node > 0; node &= node - 1) if (best[node][0] > found[0]) found = best[node];
      return found;
    }
    const last = steps.map(([place, weight], index) => {
      const [sum, previous] = before(place);
      for (let node = place + 1; node < best.length; node += node & -node) {
        if (best[node][0] < sum + weight) best[node] = [sum + weight, index];
      }
      return previous;
    });
    const chosen = new Set();
    for (let index = before(best.length - 1)[1]; index >= 0; index = last[index]) chosen.add(steps[index][0]);
    return chosen;
  }
  function readAgainst(siglum) {
    base = siglum;
    articles = ordered(siglum);
    const moved = document.createDocumentFragment();
    for (const article of articles) {
      const after = article.nextElementSibling;
      moved.append(article);
      if (after?.classList.contains("asides")) moved.append(after);
    }
    levels.append(moved);
    shown = articles.filter(article => !article.hidden);
    refresh(articles);
    const complete = Object.keys(bases.marks).length > 0;
    $("#base-now b").textContent = complete || siglum === bases.base ? siglum : `${bases.base}, ordered by ${siglum}`;
    heads.forEach(head => head.classList.toggle("base", head.dataset.source === siglum));
    choice.value = siglum;
    // What is not laid out yet changes its height when it is.
    const settle = () => now?.scrollIntoView({ block: "start" });
    now?.focus({ preventScroll: true });
    settle();
    requestAnimationFrame(() => { settle(); requestAnimationFrame(settle); });
    say(complete ? "read against " + siglum : "ordered by " + siglum + "; the marks are those against " + bases.base);
  }

  // Filtering: parallels that hold all words, whatever their case and accents.
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const folded = new WeakMap();
  function text(item) {
    if (fields) return tellings(item).map(telling => telling.text).join(" ");
    const told = all(".level [data-row], .level .alone, .level .boilerplate, .level .part", item);
    return told.length > 0 ? told.map(words => words.dataset.row ? own(words) : words.textContent).join(" ") : item.textContent;
  }
  function holds(item, words) {
    if (words.length === 0) return true;
    if (!folded.has(item)) folded.set(item, fold(text(item)));
    return words.every(word => folded.get(item).includes(word));
  }
  const differs = article => $(".kind", article) !== null || $("h3", article).textContent.includes("≠");
  function filter() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const active = words.length > 0 || differing.checked;
    articles.forEach(article => { article.hidden = (differing.checked && !differs(article)) || !holds(article, words); });
    asides.forEach(aside => { aside.hidden = active && (differing.checked || !holds(aside, words)); });
    shown = articles.filter(article => !article.hidden);
    const others = asides.filter(aside => !aside.hidden).length;
    const elsewhere = others > 0 ? `, ${others} ${others === 1 ? "place" : "places"} outside of them` : "";
    say(active ? `${shown.length} of ${articles.length} parallels${elsewhere}` : "");
  }
  // Whoever types on is not kept waiting.
  let typed = 0;
  function soon() {
    clearTimeout(typed);
    if (fields) typed = setTimeout(filter, 200); else filter();
  }

  const status = make("output", { ariaLive: "polite" });
  const say = text => { status.textContent = text; };
  const choice = make("select", { onchange: () => readAgainst(choice.value) },
    ...sigla.map(source =>
      make("option", { value: source, selected: source === base }, `${source}  ${[...titles.get(source)].slice(0, 40).join("")}`)));
  const field = make("input", { type: "search", oninput: soon, placeholder: "words" });
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
      b: () => readAgainst(sigla[column]), o: open,
      "/": () => field.focus(), "?": () => help.showModal(),
    };
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  levels.addEventListener("click", event => {
    const cell = event.target.closest(".level > li");
    if (cell) column = sigla.indexOf(cell.dataset.source);
    const article = event.target.closest(".parallel");
    if (article && !event.target.closest("a, label") && String(getSelection()) === "") go(article, false);
  });
  const linked = () => {
    const article = document.getElementById(location.hash.slice(1))?.closest(".parallel");
    // What is asked for by its number is shown, whatever the filter says.
    const hidden = article?.hidden;
    if (hidden) {
      field.value = "";
      differing.checked = false;
      filter();
    }
    go(article, hidden);
  };
  addEventListener("hashchange", linked);
  if (location.hash) linked();
})();
