// Runs in the page before its own scripts; see preview.ts. Tells `benchSeen`, in milliseconds since 1970, when the text
// that is looked for was painted in the instructions. The text outlives a reload of the page.

/** @type {{ benchSeen(text: string, time: number): void }} */
const { benchSeen } = /** @type {any} */ (globalThis);

let told = '';

function look() {
  const text = sessionStorage.getItem('bench-text');
  if (text === null || text === told) return;
  if (!document.querySelector('article')?.textContent.includes(text)) return;
  told = text;
  // The task after the next frame: what stands in the document by now is on the screen.
  requestAnimationFrame(() => setTimeout(() => benchSeen(text, Date.now())));
}

new MutationObserver(look).observe(document, {
  childList: true,
  characterData: true,
  subtree: true,
});
