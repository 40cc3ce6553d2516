/** Runs once what React has just rendered is painted. Returns what takes it back. */
export function afterPaint(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A frame's callbacks come before its painting, tasks after.
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** Resolves when the browser has shown something of the page, or shows nothing of it for now, or does not tell. */
export function pageIsPainted(): Promise<void> {
  const tells = globalThis.PerformanceObserver?.supportedEntryTypes?.includes('paint');
  if (!tells || document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', stop);
      resolve();
    };
    const observer = new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) stop();
    });
    observer.observe({ type: 'paint', buffered: true });
    document.addEventListener('visibilitychange', stop);
  });
}
