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
  const long = levels.tagName === "OL";
  const columns = getComputedStyle(document.documentElement).getPropertyValue("--columns") !== "";
  let now = null;
  let column = 0;
  let base = bases.base;

  // A badge says which source it stands for.
  const titles = new Map(heads.map(head => [head.dataset.source, $(".title", head).textContent]));
  document.addEventListener("pointerover", event => {
    if (event.target.tagName === "B") event.target.title = titles.get(event.target.textContent) ?? "";
  });

  // An item is a row; those with a heading are parallels.
  if (long) {
    for (const item of levels.children) item.className = item.id ? "asides" : "parallel";
    all("[hidden]", synopsis).forEach(element => { element.hidden = false; });
  }
  const head = item => item.querySelector("header, h3");
  const items = new Map(all(".parallel", levels).map(item => [head(item).id.slice(1), item]));
  let articles = [...items.values()];
  let shown = articles;

  // The texts: of a long page they stand in its rows, in their order.
  const texts = new Map(sigla.map(source => [source, bases.texts[source] ?? ""]));
  if (long) {
    for (const item of levels.children) {
      for (const paragraph of item.children) {
        const badge = paragraph.tagName === "P" && paragraph.className === "" && paragraph.firstElementChild;
        if (!badge || badge.tagName !== "B") continue;
        const text = badge.nextSibling.data.slice(1);
        // A line of the page ends with an item.
        texts.set(badge.textContent, texts.get(badge.textContent) + (paragraph === item.lastElementChild ? text.replace(/\n$/, "") : text));
      }
    }
  }
  // For each line of a text where it ends.
  const ends = new Map([...texts].map(([source, text]) => [source, [...text.matchAll(/\n/g)].map(end => end.index)]));
  function line(source, at) {
    const lines = ends.get(source);
    let [low, high] = [0, lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lines[middle] < at) low = middle + 1; else high = middle;
    }
    return low + 1;
  }

  // How the sources stand side by side for a base, and where the passages of each parallel stand.
  const number = digits => parseInt(digits, 36);
  const layouts = new Map();
  function layout(siglum) {
    if (layouts.has(siglum)) return layouts.get(siglum);
    const at = new Map(sigla.map(source => [source, 0]));
    const found = bases.rows[siglum].map(([written, pointers]) => {
      const [row, first, end, ...cells] = written.split("|");
      return { row, first: Number(first), end: Number(end), pointers, cells: cells.map(cell => {
        const [source, span, list] = cell.split(" ");
        const segments = list.split(",").map(one => {
          const [, kind, digits, parallel, passage, steps] = /^(.)([0-9a-z]+)(?:\.(\d+)\.(\d+):(.*))?$/.exec(one);
          const start = at.get(source);
          at.set(source, start + number(digits));
          return { kind, start, length: number(digits), parallel, passage: Number(passage), steps };
        });
        return { source, span: Number(span), segments };
      }) };
    });
    layouts.set(siglum, found);
    return found;
  }
  const places = new Map();
  function passages(parallel) {
    if (!places.has(parallel)) {
      const found = bases.passages[parallel].split(" ").map(one => {
        const [source, start, length] = one.split(".");
        return { source, start: number(start), length: number(length) };
      });
      places.set(parallel, found);
    }
    return places.get(parallel);
  }
  const text = (source, place) => texts.get(source).substr(place.start, place.length);

  // What a page has of a row that is written for a base.
  const leftwards = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
  function foreign(element, source) {
    const own = long ? levels.lang : "en";
    const language = bases.languages[source] ?? "en";
    if (language !== own) element.lang = language;
    if (leftwards.test(element.textContent)) element.dir = "auto";
    return element;
  }
  const link = row => make("a", { className: "number", href: "#p" + row }, row);
  function cell(against, index, row, { source, span, segments }) {
    const made = make("li");
    made.dataset.source = source;
    if (source === against) made.className = "base";
    if (columns && !long) made.setAttribute("style", `grid-area:${2 * index + 2}/${sigla.indexOf(source) + 1}/span ${2 * span - 1}`);
    made.append(make("b", {}, source));
    let paragraph = null;
    for (const segment of segments) {
      const words = text(source, segment);
      const between = segment.kind === "-";
      if (between && (words.includes("\n") || !paragraph && !words.trim())) {
        paragraph = null;
        if (!words.trim()) continue;
      }
      if (!paragraph) made.append(" ", paragraph = make("p"));
      if (between) paragraph.append(words);
      else if (segment.kind === "a") paragraph.append(foreign(make("span", { className: "alone" }, words), source));
      else if (segment.kind === "b") paragraph.append(foreign(make("span", { className: "boilerplate" }, words), source));
      else paragraph.append(...telling(against, row, source, segment, words));
    }
    return made;
  }
  function telling(against, row, source, segment, words) {
    const told = passages(segment.parallel);
    const first = Math.max(told.findIndex(passage => passage.source === against), 0);
    const theirs = text(told[first].source, told[first]);
    const marks = marked(segment.steps, words, theirs, first === segment.passage);
    const made = [foreign(make("span", {}, ...marks), source), make("small", {}, "line " + line(source, segment.start))];
    if (segment.kind === "q") made.unshift(make("span", { className: "again" }, "again:"), " ");
    if (segment.parallel !== row) made.push(" ", link(segment.parallel));
    return made;
  }
  function marked(steps, text, theirs, isBase) {
    let at = 0;
    let there = 0;
    const made = [...steps.matchAll(/([a-z]+)|([A-Z])(\d+)(?:\.(-?\d+))?/g)].map(([, plain, letter, length, from = 0]) => {
      if (letter === "X") {
        const start = there + Number(from);
        there = start + Number(length);
        return make("del", {}, theirs.slice(start, there).replace(/\s+/g, " ").trim());
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
    return at < text.length ? [...made, text.slice(at)] : made;
  }
  function level(against, index, row) {
    return make("ul", { className: "level" }, ...row.cells.map(one => cell(against, index, row.row, one)));
  }
  function pointers(row) {
    if (row.pointers.length === 0) return [];
    return [make("p", { className: "pointers" }, ...row.pointers.flatMap(([source, home, words]) => {
      const made = make("span", {}, make("b", {}, source), " → ", link(String(home)));
      if (words === null) made.append(" again");
      else if (words) made.append(" ", foreign(make("q", { className: "pointed" }, words), source));
      return [made, " "];
    }))];
  }

  // What a shorter page has written of an item is made when it comes into sight.
  const dressed = new WeakSet();
  function dress(item) {
    if (!long || !bases.rows[base] || dressed.has(item)) return;
    dressed.add(item);
    const index = [...levels.children].indexOf(item);
    const row = layout(base)[index];
    const notes = all(".note", item);
    item.replaceChildren(...(item.id ? [] : [title(item, row, notes)]), level(base, index, row));
  }
  function title(item, row, notes) {
    const old = $("h3", item);
    const [said, ...differs] = old.firstChild.data.trim().split(" ≠ ");
    const [digits, relation = "paraphrase"] = said.split(" ");
    const name = make("span", { className: "label", dir: "auto" }, $("bdi", old).textContent);
    const tellers = sigla.filter(source => passages(row.row).some(passage => passage.source === source));
    const absent = sigla.filter(source => !tellers.includes(source));
    const badges = sources => sources.flatMap(source => [make("b", {}, source), " "]);
    const facts = make("p", { className: "facts" }, "told by ", ...badges(tellers));
    if (absent.length > 0 && columns) facts.append("· not by ", ...badges(absent));
    else if (absent.length > 0) facts.append(`· not by ${absent.length} others `);
    facts.append("· " + relation);
    for (const kind of differs) facts.append(" · ", make("strong", { className: "kind" }, "≠ " + kind));
    const box = make("input", { type: "checkbox", checked: item.classList.contains("opened") });
    return make("header", { id: old.id, tabIndex: -1 }, make("h3", {}, link(digits), " ", name), facts, ...pointers(row),
      make("label", { className: "open" }, box, " readings"), ...notes);
  }

  // Moving: a parallel has the keyboard's attention, and one source in it.
  function go(article, scroll = true) {
    if (!article) return;
    now?.classList.remove("now");
    showColumn("");
    now = article;
    dress(now);
    now.classList.add("now");
    head(now).focus({ preventScroll: true });
    if (scroll) head(now).scrollIntoView({ block: "start" });
    history.replaceState(null, "", "#" + head(now).id);
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
    target.closest?.(".open")?.closest(".parallel").classList.toggle("opened", target.checked);
    const name = { "all-open": "all-open", stacked: "stacked", "hide-asides": "parallels-only" }[target.id];
    if (name) synopsis.classList.toggle(name, target.checked);
  });

  // What is not in sight of a long page is dressed when it comes near.
  const sight = new IntersectionObserver(entries => {
    for (const { target } of entries.filter(entry => entry.isIntersecting)) {
      sight.unobserve(target);
      dress(target);
    }
  }, { rootMargin: "50%" });
  if (long && bases.rows[base]) {
    for (const item of levels.children) sight.observe(item);
    addEventListener("beforeprint", () => [...levels.children].forEach(dress));
  }

  // Reading against another base: the rows are made anew, as a page has them that is written for it.
  function readAgainst(siglum) {
    if (!bases.rows[siglum]) return say(`this page can be read against ${base} only; parallax export --base ${siglum} writes one for ${siglum}`);
    if (long) layout(base).forEach((row, index) => dress(levels.children[index]));
    base = siglum;
    folded = new WeakMap();
    const before = $("#p0", levels)?.closest(".asides") ?? make(long ? "li" : "div", { className: "asides", id: "p0" });
    const made = layout(siglum).map((row, index) => {
      const item = row.row === "0" ? before : items.get(row.row);
      $(".level", item)?.remove();
      const header = $("header", item);
      if (header) {
        $(".pointers", header)?.remove();
        $(".facts", header).after(...pointers(row));
        if (columns && !long) header.setAttribute("style", `grid-area:${2 * index + 1}/${row.first + 1}/auto/${row.end + 1}`);
      }
      item.append(level(siglum, index, row));
      return item;
    });
    levels.replaceChildren(...made);
    articles = made.filter(item => item !== before);
    $("#base-now b").textContent = siglum;
    heads.forEach(head => head.classList.toggle("base", head.dataset.source === siglum));
    $("h1").textContent = bases.titles[siglum];
    document.title = bases.titles[siglum] + " – parallax";
    choice.value = siglum;
    filter();
    showColumn();
    // What is not laid out yet changes its height when it is.
    const settle = () => now && head(now).scrollIntoView({ block: "start" });
    if (now) head(now).focus({ preventScroll: true });
    settle();
    requestAnimationFrame(() => { settle(); requestAnimationFrame(settle); });
    say("read against " + siglum);
  }

  // Filtering: parallels that hold all words, whatever their case and accents.
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let folded = new WeakMap();
  function said(item) {
    const own = bases.rows[base] && layout(base)[[...levels.children].indexOf(item)];
    return own ? own.cells.flatMap(({ source, segments }) => segments.map(segment => text(source, segment))).join("") : item.textContent;
  }
  function holds(item, words) {
    if (words.length === 0) return true;
    if (!folded.has(item)) folded.set(item, fold(said(item)));
    return words.every(word => folded.get(item).includes(word));
  }
  const differs = article => $(".kind", article) !== null || $("h3", article).firstChild.data?.includes("≠");
  function filter() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const active = words.length > 0 || differing.checked;
    const asides = all(".asides", levels);
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
    if (long) typed = setTimeout(filter, 200); else filter();
  }

  const status = make("output", { ariaLive: "polite" });
  const say = text => { status.textContent = text; };
  const choice = make("select", { onchange: () => readAgainst(choice.value) },
    ...sigla.filter(source => bases.rows[source]).map(source =>
      make("option", { value: source, selected: source === base }, `${source}  ${[...titles.get(source)].slice(0, 40).join("")}`)));
  const several = choice.length > 1;
  const field = make("input", { type: "search", oninput: soon, placeholder: "words" });
  const differing = make("input", { type: "checkbox", onchange: filter });
  const keys = [["j k", "next, previous parallel"], ["h l", "source to the left, to the right"], ...(several ? [["b", "make that source the base"]] : []),
    ["o", "open or close the readings"], ["/", "filter"], ["?", "this help"], ["Esc", "leave the filter"]];
  const help = make("dialog", { ariaLabel: "Keys" }, make("table", {},
    ...keys.map(([key, does]) => {
      const head = make("th", { scope: "row" }, make("kbd", {}, key));
      return make("tr", {}, head, make("td", {}, does));
    })), make("form", { method: "dialog" }, make("button", {}, "Close")));
  $(".heads").before(make("div", { className: "tools", role: "search" },
    ...(several ? [make("label", {}, "base ", choice)] : []), make("label", {}, "filter ", field), make("label", {}, differing, " differing only"),
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
