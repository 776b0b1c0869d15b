(() => {
  const root = document.documentElement;
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const said = find("#said");
  const form = find("#filters");
  const cards = all("article.c");
  const items = all("#list li");
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
    const at = steps.current();
    const radio = at >= 0 && find(`.answer:not(:disabled) input[value=${word}]`, cards[at]);
    if (!radio) {
      said.textContent = at < 0 ? "choose a decision first" : "this decision can't be answered so";
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

  const clear = () => {
    form.reset();
    filter();
  };

  const read = (n) => {
    const chosen = isLocked(cards[n]) ? "locked" : find(".answer input:checked", cards[n]).parentElement.textContent.trim();
    return [find(".kind", cards[n]).textContent, find(".state", cards[n]).textContent, chosen];
  };

  const steps = stepping({ items, places: cards, noun: "decision", tell: read, clear });

  const finish = () => {
    const place = find("#answers");
    if (!place) return;
    if (steps.narrow.matches) steps.side(false);
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  };

  // --- filters ---------------------------------------------------------------------------------------

  const filter = () => {
    const state = find("input[name=s]:checked", form).value;
    const lands = find("#lands").value;
    const who = find("#who").value;
    const fits = (n) => (!state || cards[n].dataset.s === state) && (!lands || cards[n].dataset.l === lands) &&
      (!who || all(".by", cards[n]).some((one) => one.textContent === who));
    steps.filter(fits, Boolean(state || lands || who), (n, isOff) => cards[n].classList.toggle("off", isOff));
    for (const story of all(".story:not(.end)")) story.hidden = !find(".c:not(.off)", story);
  };

  // --- keys and clicks -------------------------------------------------------------------------------

  steps.listen({
    a: () => choose("accept"), r: () => choose("reject"), u: () => choose("later"),
    e: finish,
    f: () => { steps.side(true); find("input[name=s]:checked")?.focus(); },
  }, "select");

  // Who clicks into a card goes on from there with the keys.
  document.addEventListener("focusin", (event) => {
    const n = cards.indexOf(event.target.closest("article.c"));
    if (n >= 0 && n !== steps.current()) steps.choose(n);
  });

  find("#finish").addEventListener("click", finish);
  find("#copy")?.addEventListener("click", copy);
  find("#save")?.addEventListener("click", save);
  if (form) {
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    find("#all").addEventListener("click", clear);
  }

  tell();
  steps.begin();
})();
