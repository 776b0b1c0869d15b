"use strict";
(() => {
  const root = document.documentElement;
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const text = find("#text");
  const said = find("#said");
  const form = find("#filters");
  const items = all("#list li");
  const places = items.map((item) => document.getElementById(find("a", item).hash.slice(1)));
  const wide = matchMedia("(min-width: 75rem)");
  // Blocks that moved along with the one before them: the list names only the first.
  const followers = places.map((block) => {
    const found = [];
    for (let next = block.nextElementSibling; next && next.classList.contains("goes-on"); next = next.nextElementSibling) found.push(next);
    return found;
  });
  let shown = items.map((_, n) => n);
  let current = -1;
  let words = null;

  root.classList.add("js");

  // --- side by side ----------------------------------------------------------------------------------
  // The page holds each block once, with what went and what came in it. Its two columns are copies, made when
  // they are needed; the style hides in each what isn't in that draft.

  const copy = (block, side) => {
    const line = find(":scope > .w", block).cloneNode(true);
    line.classList.add("side");
    const cell = document.createElement("div");
    cell.className = side;
    cell.append(line);
    return cell;
  };

  const hole = (block) => {
    const cell = document.createElement("div");
    cell.className = "hole";
    const jump = find(".meta .jump", block);
    if (jump && !block.classList.contains("goes-on")) cell.append(jump.cloneNode(true));
    return cell;
  };

  const plain = (cell) => {
    // A heading is announced once, in the column of the new draft.
    const heading = find("h3, h4, h5, h6", cell);
    if (!heading) return;
    const stand = document.createElement("div");
    stand.className = heading.className;
    stand.dir = "auto";
    stand.append(...heading.childNodes);
    heading.replaceWith(stand);
  };

  const divide = (block) => {
    if (block.lastElementChild.className === "s") return;
    const names = block.classList;
    const pair = document.createElement("div");
    pair.className = "s";
    const isMove = names.contains("moved");
    const hasOld = !names.contains("inserted") && !(isMove && names.contains("here") && !names.contains("edited"));
    const hasNew = !names.contains("deleted") && !(isMove && names.contains("away"));
    const old = hasOld ? copy(block, "o") : hole(block);
    const now = hasNew ? copy(block, "n") : hole(block);
    if (hasOld && hasNew) plain(old);
    if (names.contains("c")) {
      for (const [cell, name] of [[old, "old"], [now, "new"]]) {
        cell.setAttribute("role", "group");
        cell.setAttribute("aria-label", name);
      }
    } else {
      old.setAttribute("aria-hidden", "true");
      for (const link of all("a, button", old)) link.tabIndex = -1;
    }
    pair.append(old, now);
    block.append(pair);
  };

  const isSplit = () => root.dataset.view === "split";

  const view = (name) => {
    root.dataset.view = name;
    find("#split").setAttribute("aria-pressed", String(name === "split"));
    find("#inline").setAttribute("aria-pressed", String(name === "inline"));
    if (name === "split") for (const block of all(".b")) if (!block.closest("details:not([open])")) divide(block);
    if (current >= 0) bring(places[current]);
  };

  document.addEventListener("toggle", (event) => {
    const fold = event.target;
    if (!fold.classList.contains("fold")) return;
    if (!fold.open) delete fold.dataset.by;
    else if (isSplit()) for (const block of all(".b", fold)) divide(block);
  }, true);

  // --- from change to change -------------------------------------------------------------------------

  const bring = (block) => {
    block.scrollIntoView({ block: "center" });
    // What wasn't on the screen yet had only a guessed height: look again once it is laid out.
    requestAnimationFrame(() => {
      const box = block.getBoundingClientRect();
      if (box.top < 0 || box.bottom > innerHeight) block.scrollIntoView({ block: box.height > innerHeight / 2 ? "start" : "center" });
    });
  };

  const announce = (n) => {
    const block = places[n];
    const section = find(".sec", block);
    const kind = find(".kind", block).textContent;
    const jump = find(".jump", block);
    const where = section ? `section ${section.textContent}` : find("h2", block.closest("section")).textContent;
    const parts = [`change ${shown.indexOf(n) + 1} of ${shown.length}`, kind];
    if (jump) parts.push(jump.textContent.replace(/ [↑↓]$/, ""));
    said.textContent = [...parts, where].join(", ");
  };

  const count = () => {
    const at = shown.indexOf(current);
    find("#position").textContent = at < 0 ? String(shown.length) : `${at + 1} of ${shown.length}`;
  };

  const go = (n) => {
    if (n === undefined || n < 0) return;
    if (current >= 0) {
      places[current].classList.remove("current");
      items[current].removeAttribute("aria-current");
    }
    current = n;
    places[n].classList.add("current");
    items[n].setAttribute("aria-current", "true");
    places[n].focus({ preventScroll: true });
    bring(places[n]);
    if (!root.classList.contains("closed")) items[n].scrollIntoView({ block: "nearest" });
    announce(n);
    count();
  };

  const step = (by) => {
    if (!shown.length) return;
    const at = shown.indexOf(current);
    if (at >= 0) {
      const next = at + by;
      if (next < 0 || next >= shown.length) said.textContent = by < 0 ? "this is the first change" : "this is the last change";
      go(shown[Math.min(Math.max(next, 0), shown.length - 1)]);
      return;
    }
    const top = find(".bar").offsetHeight;
    const below = shown.find((n) => places[n].getBoundingClientRect().top >= top);
    if (by > 0) go(below === undefined ? shown[shown.length - 1] : below);
    else go(shown[Math.max(0, (below === undefined ? shown.length : shown.indexOf(below)) - 1)]);
  };

  const follow = (hash) => {
    const block = document.getElementById(hash.slice(1));
    const n = places.indexOf(block);
    if (n < 0) return false;
    if (!shown.includes(n)) clear();
    if (matchMedia("(max-width: 60rem)").matches) side(false);
    go(n);
    history.replaceState(null, "", hash);
    return true;
  };

  // --- filters ---------------------------------------------------------------------------------------

  const chosen = (name) => all(`input[name=${name}]:checked`, form).map((box) => box.value);

  const filter = () => {
    const kinds = chosen("k");
    const causes = chosen("c");
    const section = find("#section", form)?.value ?? "";
    const wanted = find("#search").value.trim().toLowerCase();
    if (wanted && !words) {
      words = places.map((block) => `${find(".meta", block).textContent} ${find(".w", block).textContent}`.toLowerCase().replaceAll("\u00a0", " ").replaceAll("\u2011", "-"));
    }
    const isFiltered = Boolean(kinds.length || causes.length || section || wanted);
    shown = [];
    items.forEach((item, n) => {
      const fits = (!kinds.length || kinds.includes(item.dataset.k)) && (!causes.length || causes.includes(item.dataset.c)) &&
        (!section || item.dataset.s === section) && (!wanted || words[n].includes(wanted));
      item.hidden = !fits;
      for (const block of [places[n], ...followers[n]]) block.classList.toggle("off", !fits);
      if (fits) shown.push(n);
    });
    root.classList.toggle("filtered", isFiltered);
    for (const list of all("#list ol")) {
      const isEmpty = !all("li", list).some((item) => !item.hidden);
      list.hidden = isEmpty;
      list.previousElementSibling.hidden = isEmpty;
    }
    for (const story of all(".story")) {
      story.hidden = isFiltered && !find(".c:not(.off)", story);
    }
    find("#found").textContent = isFiltered ? `${shown.length} of ${items.length} changes` : "";
    find("#all").hidden = !isFiltered;
    if (isFiltered) said.textContent = `${shown.length} of ${items.length} changes shown`;
    if (!shown.includes(current) && current >= 0) {
      places[current].classList.remove("current");
      items[current].removeAttribute("aria-current");
      current = -1;
    }
    count();
  };

  // --- the list by cause -----------------------------------------------------------------------------

  const bySection = all("#list .changes > :not(h2)").map((part) => [part, all("li", part)]);

  const byCause = () => {
    const groups = new Map();
    for (const item of items) {
      const cause = find(".why", item);
      const name = cause ? all("b, code:not(.commit)", cause).map((part) => part.textContent).join(" · ") : "no cause known";
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(item);
    }
    return [...groups].sort(([one], [other]) => one.localeCompare(other)).flatMap(([name, members]) => {
      const head = document.createElement("h3");
      const list = document.createElement("ol");
      head.textContent = name;
      list.append(...members);
      return [head, list];
    });
  };

  const group = (name) => {
    const holder = find("#list .changes");
    const title = find("h2", holder);
    if (name === "cause") {
      holder.replaceChildren(title, ...byCause());
    } else {
      for (const [part, members] of bySection) part.append(...members);
      holder.replaceChildren(title, ...bySection.map(([part]) => part));
    }
    filter();
  };

  const clear = () => {
    form.reset();
    group("section");
  };

  // --- noise, list, help -----------------------------------------------------------------------------

  const noise = () => {
    const on = root.dataset.noise === undefined;
    if (on) root.dataset.noise = "";
    else delete root.dataset.noise;
    find("#noise").setAttribute("aria-pressed", String(on));
    for (const fold of all("details.fold[data-noise]")) {
      if (on && !fold.open) {
        fold.dataset.by = "noise";
        fold.open = true;
      } else if (!on && fold.dataset.by === "noise") {
        fold.open = false;
      }
    }
    said.textContent = `automatic changes ${on ? "shown" : "folded"}`;
  };

  const side = (open) => {
    root.classList.toggle("closed", !open);
    find("#side").setAttribute("aria-expanded", String(open));
  };

  const keys = find("#keys");
  const actions = {
    n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
    Home: () => go(shown[0]), End: () => go(shown[shown.length - 1]),
    u: () => view(isSplit() ? "inline" : "split"),
    d: () => find("#noise") && noise(),
    f: () => { side(true); find("#search")?.focus(); },
    m: () => { const jump = current >= 0 && find(".meta .jump", places[current]); if (jump) follow(jump.hash); },
    "?": () => keys.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.key === "Escape" && at.closest("nav")) {
      at.blur();
      if (matchMedia("(max-width: 60rem)").matches) side(false);
      return;
    }
    const isTyping = at.matches("input[type=search], select, textarea");
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : null;
    if (!action || isTyping || !find("#letters").checked) return;
    event.preventDefault();
    action();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && follow(link.hash)) {
      event.preventDefault();
      return;
    }
    const rows = event.target.closest("button.rows");
    if (rows) {
      const isOpen = rows.closest("tbody").nextElementSibling.classList.toggle("open");
      rows.setAttribute("aria-expanded", String(isOpen));
    }
  });

  // The ends of a move light up together, under the mouse and under the focus.
  const lit = { mouseover: "", focusin: "" };
  const join = (event) => {
    const move = event.target.closest?.("[data-m]")?.dataset.m ?? "";
    if (move === lit[event.type]) return;
    lit[event.type] = move;
    for (const block of all(".join")) block.classList.remove("join");
    for (const one of Object.values(lit)) {
      if (one) for (const block of all(`[data-m="${one}"]`)) block.classList.add("join");
    }
  };
  document.addEventListener("mouseover", join);
  document.addEventListener("focusin", join);

  find("#next").addEventListener("click", () => step(1));
  find("#previous").addEventListener("click", () => step(-1));
  find("#split").addEventListener("click", () => view("split"));
  find("#inline").addEventListener("click", () => view("inline"));
  find("#side").addEventListener("click", () => side(root.classList.contains("closed")));
  find("#ask").addEventListener("click", () => keys.showModal());
  find("#noise")?.addEventListener("click", noise);
  find("#group")?.addEventListener("change", (event) => group(event.target.value));
  if (form) {
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    find("#all").addEventListener("click", clear);
  }

  side(!matchMedia("(max-width: 60rem)").matches);
  view(wide.matches ? "split" : "inline");
  count();
  if (location.hash) follow(location.hash);
})();
