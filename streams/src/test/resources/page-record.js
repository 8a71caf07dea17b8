// What a reader saw: run by ViewerPage before the page's own scripts.
window.record = { erased: [], announced: [] };
addEventListener('DOMContentLoaded', () => {
  const shown = new Map();
  const said = new WeakSet();
  const look = () => {
    const now = new Map();
    document.querySelectorAll('.pane').forEach((pane, i) => {
      pane.querySelectorAll('.caption').forEach((c) => now.set(`${i} ${c.dataset.id}`, c.textContent));
    });
    for (const [id, before] of shown) {
      const after = now.get(id) ?? '';
      if (!after.startsWith(before)) {
        record.erased.push(`${before} -> ${after}`);
      }
    }
    now.forEach((text, id) => shown.set(id, text));
    for (const line of document.querySelectorAll('[aria-live=polite] > *')) {
      if (!said.has(line)) {
        said.add(line);
        record.announced.push(line.textContent);
      }
    }
  };
  new MutationObserver(look).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true,
  });
});
