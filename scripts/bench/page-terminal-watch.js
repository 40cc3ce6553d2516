// Runs in the page before its own scripts; see terminal-page.ts. Tells `benchPainted` how many milliseconds lay between
// the last key's event and the moment when what is looked for was painted in a terminal, and keeps the page's long tasks.

/** @type {{ benchPainted(wanted: string, milliseconds: number): void }} */
const { benchPainted } = /** @type {any} */ (globalThis);

const PROMPT = /[#$]\s*$/;

let pressed = 0;
/** @type {string | null} */
let wanted = null;
/** @type {PerformanceEntry[]} */
const longTasks = [];

addEventListener(
  'keydown',
  ({ timeStamp }) => {
    pressed = timeStamp;
  },
  { capture: true },
);

/** @param {Element} screen */
function shows({ children, textContent }) {
  if (wanted !== '') return textContent.includes(wanted ?? '');
  const last = [...children].findLast((row) => row.textContent.trim() !== '');
  return PROMPT.test(last?.textContent ?? '');
}

function look() {
  if (wanted === null || ![...document.querySelectorAll('.xterm-rows')].some(shows)) return;
  const found = wanted;
  wanted = null;
  // xterm writes its rows in the frame's own callback: the task after it begins when the frame has been painted.
  setTimeout(() => benchPainted(found, performance.now() - pressed));
}

Object.assign(globalThis, {
  /**
   * Begins to look for a text, or with an empty one for a prompt in the last line; what is there already counts.
   * @param {string} text
   */
  benchAwait(text) {
    wanted = text;
    look();
  },
  /**
   * Milliseconds of the longest task that began since then; 0 where none was over 50, as browsers tell of no others.
   * @param {number} since - in milliseconds since 1970
   */
  benchLongestTask(since) {
    longTasks.push(...observer.takeRecords());
    const lately = longTasks.filter(({ startTime }) => performance.timeOrigin + startTime >= since);
    return Math.max(0, ...lately.map(({ duration }) => duration));
  },
});

new MutationObserver(look).observe(document, {
  childList: true,
  characterData: true,
  subtree: true,
});

const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries()));
observer.observe({ type: 'longtask' });
