// Runs in the page before its own scripts; see terminal-page.ts. Tells `benchEchoed` how many milliseconds lay between a
// key's event and the moment when the text that is looked for was painted in a terminal.

/** @type {{ benchEchoed(text: string, milliseconds: number): void }} */
const { benchEchoed } = /** @type {any} */ (globalThis);

let pressed = 0;
/** @type {string | null} */
let wanted = null;

addEventListener(
  'keydown',
  ({ timeStamp }) => {
    pressed = timeStamp;
  },
  { capture: true },
);

function look() {
  if (wanted === null) return;
  const rows = [...document.querySelectorAll('.xterm-rows')];
  const text = wanted;
  if (!rows.some(({ textContent }) => textContent.includes(text))) return;
  wanted = null;
  // xterm writes its rows in the frame's own callback: the task after it begins when the frame has been painted.
  setTimeout(() => benchEchoed(text, performance.now() - pressed));
}

/** Begins to look for a text; what is there already counts. */
Object.assign(globalThis, {
  /** @param {string} text */
  benchAwait(text) {
    wanted = text;
    look();
  },
});

new MutationObserver(look).observe(document, {
  childList: true,
  characterData: true,
  subtree: true,
});
