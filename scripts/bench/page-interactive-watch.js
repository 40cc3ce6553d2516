// Runs in the page before its own scripts; see interactive.ts. Tells `benchInteractive`, in milliseconds since the start
// of the navigation, when the instructions of a lab with their buttons were painted and a quiet half second began.

const QUIET_MS = 500;

/** @type {{ benchInteractive(time: number): void }} */
const { benchInteractive } = /** @type {any} */ (globalThis);

/** The end of the last task that took longer than 50 ms: browsers tell of no others. */
let busyUntil = 0;
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    busyUntil = Math.max(busyUntil, startTime + duration);
  }
}).observe({ type: 'longtask', buffered: true });

const instructions = new MutationObserver(() => {
  if (!document.querySelector('article button')) return;
  instructions.disconnect();
  // The task after the next frame: what stands in the document by now is on the screen.
  requestAnimationFrame(() => setTimeout(() => tellWhenQuiet(performance.now())));
});
instructions.observe(document, { childList: true, subtree: true });

/** @param {number} painted */
function tellWhenQuiet(painted) {
  const since = Math.max(painted, busyUntil);
  const rest = since + QUIET_MS - performance.now();
  // A long task is told of after its end: one that is under way holds up this timer too.
  if (rest > 0) setTimeout(() => setTimeout(() => tellWhenQuiet(painted)), rest);
  else if (location.protocol !== 'about:') benchInteractive(since);
}
