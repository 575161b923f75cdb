"use strict";
// Filters the findings of the page. Without this script the filters stay hidden, and everything is shown.
(() => {
  const form = document.getElementById("_filters");
  if (!form) return;
  const tables = [...document.querySelectorAll("table.gaps")];
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  const status = form.querySelector("[role=status]");
  const chosen = (name) => new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));

  function filter() {
    const verdicts = chosen("verdict");
    const levels = chosen("level");
    const area = form.elements.area.value;
    for (const table of tables) {
      const elsewhere = area !== "" && table.dataset.area !== area;
      for (const row of table.tBodies[0].rows) {
        row.hidden = elsewhere || !verdicts.has(row.dataset.verdict) || !levels.has(row.dataset.level);
      }
      table.hidden = [...table.tBodies[0].rows].every((row) => row.hidden);
    }
    const shown = rows.filter((row) => !row.hidden).length;
    // What is printed while a filter is on says so.
    status.textContent = form.dataset.shown.replace("{shown}", shown).replace("{all}", rows.length);
    form.classList.toggle("narrowed", shown < rows.length);
  }

  // Whoever follows a link to a finding that is hidden wants to see it.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const hidden = target?.closest("[hidden]") ?? target?.querySelector("[hidden]");
    if (!hidden || !target.closest("table.gaps")) return;
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
