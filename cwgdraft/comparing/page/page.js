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
    if (steps.current() >= 0) steps.bring(places[steps.current()]);
  };

  document.addEventListener("toggle", (event) => {
    const fold = event.target;
    if (!fold.classList.contains("fold")) return;
    if (!fold.open) delete fold.dataset.by;
    else if (isSplit()) for (const block of all(".b", fold)) divide(block);
  }, true);

  // --- from change to change -------------------------------------------------------------------------

  const tell = (n) => {
    const block = places[n];
    const section = find(".sec", block);
    const kind = find(".kind", block).textContent;
    const jump = find(".jump", block);
    const where = section ? `section ${section.textContent}` : find("h2", block.closest("section")).textContent;
    return [kind, ...(jump ? [jump.textContent.replace(/ [↑↓]$/, "")] : []), where];
  };

  const clear = () => {
    form.reset();
    group("section");
  };

  const steps = stepping({ items, places, noun: "change", tell, clear });

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
    const fits = (n) => (!kinds.length || kinds.includes(items[n].dataset.k)) &&
      (!causes.length || causes.includes(items[n].dataset.c)) &&
      (!section || items[n].dataset.s === section) && (!wanted || words[n].includes(wanted));
    steps.filter(fits, isFiltered, (n, isOff) => {
      for (const block of [places[n], ...followers[n]]) block.classList.toggle("off", isOff);
    });
    for (const story of all(".story")) {
      story.hidden = isFiltered && !find(".c:not(.off)", story);
    }
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

  steps.listen({
    u: () => view(isSplit() ? "inline" : "split"),
    d: () => find("#noise") && noise(),
    f: () => { steps.side(true); find("#search")?.focus(); },
    m: () => {
      const jump = steps.current() >= 0 && find(".meta .jump", places[steps.current()]);
      if (jump) steps.follow(jump.hash);
    },
  }, "input[type=search], select, textarea");

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

  find("#split").addEventListener("click", () => view("split"));
  find("#inline").addEventListener("click", () => view("inline"));
  find("#noise")?.addEventListener("click", noise);
  find("#group")?.addEventListener("change", (event) => group(event.target.value));
  if (form) {
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    find("#all").addEventListener("click", clear);
  }

  view(wide.matches ? "split" : "inline");
  steps.begin();
})();
