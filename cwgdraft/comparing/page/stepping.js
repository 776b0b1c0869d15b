"use strict";
// Going through a page whose list on the left names what stands in the text: pages of changes, and of decisions.
// `items` are the lines of the list, `places` what each of them names. A page says what it calls them (`noun`), what
// of them is read out (`tell`), and how its filters are given up (`clear`).
const stepping = ({ items, places, noun, tell, clear }) => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const said = find("#said");
  const narrow = matchMedia("(max-width: 60rem)");
  let shown = items.map((_, n) => n);
  let current = -1;

  const bring = (block) => {
    block.scrollIntoView({ block: "center" });
    // What wasn't on the screen yet had only a guessed height: look again once it is laid out.
    requestAnimationFrame(() => {
      const box = block.getBoundingClientRect();
      if (box.top < 0 || box.bottom > innerHeight) block.scrollIntoView({ block: box.height > innerHeight / 2 ? "start" : "center" });
    });
  };

  const count = () => {
    const at = shown.indexOf(current);
    find("#position").textContent = at < 0 ? String(shown.length) : `${at + 1} of ${shown.length}`;
  };

  const leave = () => {
    if (current < 0) return;
    places[current].classList.remove("current");
    items[current].removeAttribute("aria-current");
    current = -1;
  };

  const choose = (n) => {
    leave();
    current = n;
    places[n].classList.add("current");
    items[n].setAttribute("aria-current", "true");
    count();
  };

  const go = (n) => {
    if (n === undefined || n < 0) return;
    choose(n);
    places[n].focus({ preventScroll: true });
    bring(places[n]);
    if (!root.classList.contains("closed")) items[n].scrollIntoView({ block: "nearest" });
    said.textContent = [`${noun} ${shown.indexOf(n) + 1} of ${shown.length}`, ...tell(n)].join(", ");
  };

  const step = (by) => {
    if (!shown.length) return;
    const at = shown.indexOf(current);
    if (at >= 0) {
      const next = at + by;
      if (next < 0 || next >= shown.length) said.textContent = by < 0 ? `this is the first ${noun}` : `this is the last ${noun}`;
      else go(shown[next]);
      return;
    }
    const top = find(".bar").offsetHeight;
    const below = shown.findIndex((n) => places[n].getBoundingClientRect().top >= top);
    if (by > 0) go(shown[below < 0 ? shown.length - 1 : below]);
    else go(shown[Math.max(0, (below < 0 ? shown.length : below) - 1)]);
  };

  const side = (open) => {
    root.classList.toggle("closed", !open);
    find("#side").setAttribute("aria-expanded", String(open));
  };

  const follow = (hash) => {
    const n = places.indexOf(document.getElementById(hash.slice(1)));
    if (n < 0) return false;
    if (!shown.includes(n)) clear();
    if (narrow.matches) side(false);
    go(n);
    history.replaceState(null, "", hash);
    return true;
  };

  // Shows those in the list for which `fits` holds; returns how many these are.
  const filter = (fits, isFiltered, hide) => {
    shown = [];
    items.forEach((item, n) => {
      const isShown = fits(n);
      item.hidden = !isShown;
      hide(n, !isShown);
      if (isShown) shown.push(n);
    });
    root.classList.toggle("filtered", isFiltered);
    for (const list of document.querySelectorAll("#list ol")) {
      const isEmpty = !Array.from(list.querySelectorAll("li")).some((item) => !item.hidden);
      list.hidden = isEmpty;
      list.previousElementSibling.hidden = isEmpty;
    }
    const found = `${shown.length} of ${items.length} ${noun}s`;
    find("#found").textContent = isFiltered ? found : "";
    find("#all").hidden = !isFiltered;
    if (isFiltered) said.textContent = `${found} shown`;
    if (!shown.includes(current)) leave();
    count();
  };

  const keys = find("#keys");

  // Letters do what `more` says, and step; in a field that takes text (`typed`) they are letters.
  const listen = (more, typed) => {
    const actions = {
      n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
      Home: () => go(shown[0]), End: () => go(shown[shown.length - 1]),
      "?": () => keys.showModal(),
      ...more,
    };
    document.addEventListener("keydown", (event) => {
      const at = event.target;
      if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
      if (event.key === "Escape" && at.closest("nav")) {
        at.blur();
        if (narrow.matches) side(false);
        return;
      }
      const action = Object.hasOwn(actions, event.key) ? actions[event.key] : null;
      if (!action || at.matches(typed) || !find("#letters").checked) return;
      event.preventDefault();
      action();
    });
    find("#next").addEventListener("click", () => step(1));
    find("#previous").addEventListener("click", () => step(-1));
    find("#side").addEventListener("click", () => side(root.classList.contains("closed")));
    find("#ask").addEventListener("click", () => keys.showModal());
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link && follow(link.hash)) {
        event.preventDefault();
        return;
      }
      const rows = event.target.closest("button.rows");
      if (rows) rows.setAttribute("aria-expanded", String(rows.closest("tbody").nextElementSibling.classList.toggle("open")));
    });
  };

  const begin = () => {
    side(!narrow.matches);
    count();
    if (location.hash) follow(location.hash);
  };

  return { bring, choose, count, filter, follow, listen, begin, side, narrow, current: () => current };
};
