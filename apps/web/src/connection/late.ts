/** Milliseconds before each further try. */
const PAUSES = [200, 600, 1800];

/**
 * Loads a part of the page that comes late, and tries again where that fails. On a box with sandboxes a browser drops
 * what it has asked for whenever a bridge comes or goes (Chromium: ERR_NETWORK_CHANGED): a learner at the box itself
 * would be left without an editor. Rejects as the last try does, after less than three seconds.
 */
export async function late<T>(load: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await load();
    } catch {
      // What was wrong for good is told by the last try.
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return await load();
}

/** The same for the styles of such a part, which the bundler asks for once only. */
export function keepStyles(): void {
  const tries = new Map<string, number>();
  // The part need not fail with them. Where it did not come itself, it has to.
  addEventListener('vite:preloadError', (event) => {
    if (event.payload.message.startsWith('Unable to preload CSS')) event.preventDefault();
  });
  document.addEventListener(
    'error',
    ({ target }) => {
      if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
      const tried = tries.get(target.href) ?? 0;
      const pause = PAUSES[tried];
      if (pause === undefined) return;
      tries.set(target.href, tried + 1);
      setTimeout(() => target.replaceWith(target.cloneNode()), pause);
    },
    { capture: true },
  );
}
