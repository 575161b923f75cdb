"use strict";
// Filters the findings of the page. Without this script the filters stay hidden, and everything is shown.
(() => {
  const form = document.getElementById("_filters");
  if (!form) return;
  const areas = [...document.querySelectorAll(".area")].map((part) => ({ part, rows: [...part.querySelectorAll("tbody tr")] }));
  const all = areas.flatMap(({ rows }) => rows);
  const status = form.querySelector("[role=status]");
  const chosen = (name) => new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));

  function filter() {
    const verdicts = chosen("verdict");
    const levels = chosen("level");
    const area = form.elements.area.value;
    for (const { part, rows } of areas) {
      const elsewhere = area !== "" && part.dataset.area !== area;
      for (const row of rows) {
        row.hidden = elsewhere || !verdicts.has(row.dataset.verdict) || !levels.has(row.dataset.level);
      }
      part.hidden = rows.every((row) => row.hidden);
    }
    const shown = all.filter((row) => !row.hidden).length;
    // What is printed while a filter is on says so.
    status.textContent = form.dataset.shown.replace("{shown}", shown).replace("{all}", all.length);
    form.classList.toggle("narrowed", shown < all.length);
  }

  // Whoever follows a link to a finding that is hidden wants to see it.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest(".area [hidden], .area[hidden]")) return;
    form.reset();
    filter();
    target.scrollIntoView();
  }

  form.hidden = false;
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  window.addEventListener("hashchange", reveal);
  filter();
  reveal();
})();
