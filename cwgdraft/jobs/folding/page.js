"use strict";
(() => {
  const root = document.documentElement;
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const said = find("#said");
  const form = find("#filters");
  const cards = all("article.c");
  const items = all("#list li");
  const narrow = matchMedia("(max-width: 60rem)");
  let shown = cards.map((_, n) => n);
  let current = -1;
  let isSaved = true;

  root.classList.add("js");

  // --- answers ---------------------------------------------------------------------------------------

  const answer = (card) => find(".answer input:checked", card)?.value ?? "later";
  const isLocked = (card) => find(".answer", card).disabled;
  const named = (wanted) => cards.filter((card) => !isLocked(card) && answer(card) === wanted);

  const line = () => {
    // What is safe is accepted by --apply, and what isn't waits by itself.
    const options = cards.filter((card) => !isLocked(card)).flatMap((card) => {
      const chosen = answer(card);
      const isDefault = chosen === (card.dataset.s === "safe" ? "accept" : "later");
      return isDefault ? [] : [`--${chosen} ${card.dataset.name}`];
    });
    return [find("#answers").dataset.line, ...options].join(" ");
  };

  const answers = () => find("#answers").dataset.head + cards.filter((card) => !isLocked(card))
    .map((card) => `${answer(card)} ${card.dataset.name} ${card.dataset.seal}\n`).join("");

  const tell = () => {
    if (!cards.length) return;
    const open = named("later").length;
    cards.forEach((card, n) => { find(".chosen", items[n]).dataset.a = isLocked(card) ? "" : answer(card); });
    find("#open").textContent = open ? `(${open} undecided)` : "(all decided)";
    find("#sum").textContent = `${named("accept").length} accepted, ${named("reject").length} rejected, ${open} undecided.`;
    find("#line").textContent = line();
  };

  const choose = (word) => {
    const radio = current >= 0 && find(`.answer:not(:disabled) input[value=${word}]`, cards[current]);
    if (!radio) {
      said.textContent = current < 0 ? "choose a decision first" : "this decision can't be answered so";
      return;
    }
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    said.textContent = radio.parentElement.textContent.trim();
  };

  const copy = async () => {
    const text = line();
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(find("#line"));
      if (!document.execCommand("copy")) {
        said.textContent = "not copied: the command is marked, copy it with the keyboard";
        return;
      }
    }
    isSaved = true;
    find("#copy").textContent = "Copied";
    said.textContent = "the command is copied";
  };

  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([answers()], { type: "text/plain" }));
    link.download = "answers.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    isSaved = true;
    said.textContent = "answers.txt is saved";
  };

  document.addEventListener("change", (event) => {
    if (!event.target.closest(".answer")) return;
    isSaved = false;
    if (find("#copy")) find("#copy").textContent = "Copy the command";
    tell();
  });

  addEventListener("beforeunload", (event) => {
    if (!isSaved) event.preventDefault();
  });

  // --- from decision to decision ---------------------------------------------------------------------

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
    cards[current].classList.remove("current");
    items[current].removeAttribute("aria-current");
    current = -1;
  };

  const go = (n) => {
    if (n === undefined || n < 0) return;
    leave();
    current = n;
    cards[n].classList.add("current");
    items[n].setAttribute("aria-current", "true");
    cards[n].focus({ preventScroll: true });
    bring(cards[n]);
    if (!root.classList.contains("closed")) items[n].scrollIntoView({ block: "nearest" });
    const chosen = isLocked(cards[n]) ? "locked" : find(".answer input:checked", cards[n]).parentElement.textContent.trim();
    said.textContent = `decision ${shown.indexOf(n) + 1} of ${shown.length}, ${find(".kind", cards[n]).textContent}, ${find(".state", cards[n]).textContent}, ${chosen}`;
    count();
  };

  const step = (by) => {
    if (!shown.length) return;
    const at = shown.indexOf(current);
    if (at >= 0) {
      const next = at + by;
      if (next < 0 || next >= shown.length) said.textContent = by < 0 ? "this is the first decision" : "this is the last decision";
      else go(shown[next]);
      return;
    }
    const top = find(".bar").offsetHeight;
    const below = shown.findIndex((n) => cards[n].getBoundingClientRect().top >= top);
    if (by > 0) go(shown[below < 0 ? shown.length - 1 : below]);
    else go(shown[Math.max(0, (below < 0 ? shown.length : below) - 1)]);
  };

  const follow = (hash) => {
    const n = cards.indexOf(document.getElementById(hash.slice(1)));
    if (n < 0) return false;
    if (!shown.includes(n)) clear();
    if (narrow.matches) side(false);
    go(n);
    history.replaceState(null, "", hash);
    return true;
  };

  const finish = () => {
    const place = find("#answers");
    if (!place) return;
    if (narrow.matches) side(false);
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  };

  // --- filters ---------------------------------------------------------------------------------------

  const filter = () => {
    const state = find("input[name=s]:checked", form).value;
    const lands = find("#lands").value;
    const who = find("#who").value;
    const isFiltered = Boolean(state || lands || who);
    shown = [];
    cards.forEach((card, n) => {
      const fits = (!state || card.dataset.s === state) && (!lands || card.dataset.l === lands) &&
        (!who || all(".by", card).some((one) => one.textContent === who));
      items[n].hidden = !fits;
      card.classList.toggle("off", !fits);
      if (fits) shown.push(n);
    });
    root.classList.toggle("filtered", isFiltered);
    for (const list of all("#list ol")) {
      const isEmpty = !all("li", list).some((item) => !item.hidden);
      list.hidden = isEmpty;
      list.previousElementSibling.hidden = isEmpty;
    }
    for (const story of all(".story:not(.end)")) story.hidden = !find(".c:not(.off)", story);
    find("#found").textContent = isFiltered ? `${shown.length} of ${cards.length} decisions` : "";
    find("#all").hidden = !isFiltered;
    if (isFiltered) said.textContent = `${shown.length} of ${cards.length} decisions shown`;
    if (!shown.includes(current)) leave();
    count();
  };

  const clear = () => {
    form.reset();
    filter();
  };

  const side = (open) => {
    root.classList.toggle("closed", !open);
    find("#side").setAttribute("aria-expanded", String(open));
  };

  // --- keys and clicks -------------------------------------------------------------------------------

  const keys = find("#keys");
  const actions = {
    n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
    Home: () => go(shown[0]), End: () => go(shown[shown.length - 1]),
    a: () => choose("accept"), r: () => choose("reject"), u: () => choose("later"),
    e: finish,
    f: () => { side(true); find("input[name=s]:checked")?.focus(); },
    "?": () => keys.showModal(),
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
    if (!action || at.matches("select") || !find("#letters").checked) return;
    event.preventDefault();
    action();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#d-']");
    if (link && follow(link.hash)) {
      event.preventDefault();
      return;
    }
    const rows = event.target.closest("button.rows");
    if (rows) rows.setAttribute("aria-expanded", String(rows.closest("tbody").nextElementSibling.classList.toggle("open")));
  });

  // Who clicks into a card goes on from there with the keys.
  document.addEventListener("focusin", (event) => {
    const n = cards.indexOf(event.target.closest("article.c"));
    if (n < 0 || n === current) return;
    leave();
    current = n;
    cards[n].classList.add("current");
    items[n].setAttribute("aria-current", "true");
    count();
  });

  find("#next").addEventListener("click", () => step(1));
  find("#previous").addEventListener("click", () => step(-1));
  find("#finish").addEventListener("click", finish);
  find("#side").addEventListener("click", () => side(root.classList.contains("closed")));
  find("#ask").addEventListener("click", () => keys.showModal());
  find("#copy")?.addEventListener("click", copy);
  find("#save")?.addEventListener("click", save);
  if (form) {
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    find("#all").addEventListener("click", clear);
  }

  side(!narrow.matches);
  tell();
  count();
  if (location.hash) follow(location.hash);
})();
