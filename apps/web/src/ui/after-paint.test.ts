import { afterEach, expect, test, vi } from 'vitest';
import { afterPaint, pageIsPainted } from './after-paint.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('runs in a task after the next frame, unless it is taken back', async () => {
  const order: string[] = [];
  afterPaint(() => order.push('run'));
  const takeBack = afterPaint(() => order.push('taken back'));
  requestAnimationFrame(() => {
    order.push('frame');
    takeBack();
  });
  await vi.waitFor(() => expect(order).toContain('run'));
  expect(order).toEqual(['frame', 'run']);
});

/** A browser that tells of paints when it is asked to. */
function browserThatTells() {
  const told: ((names: string[]) => void)[] = [];
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      static supportedEntryTypes = ['paint'];
      constructor(callback: (list: { getEntriesByName(name: string): string[] }) => void) {
        told.push((names) =>
          callback({ getEntriesByName: (name) => names.filter((each) => each === name) }),
        );
      }
      observe() {}
      disconnect() {}
    },
  );
  return (...names: string[]) => {
    for (const tell of told) tell(names);
  };
}

async function isDone(promise: Promise<void>): Promise<boolean> {
  const later = new Promise<boolean>((resolve) => setTimeout(() => resolve(false)));
  return await Promise.race([promise.then(() => true), later]);
}

test('the page is painted with its first content, not with its first colour', async () => {
  const tell = browserThatTells();
  const painted = pageIsPainted();
  tell('first-paint');
  expect(await isDone(painted)).toBe(false);
  tell('first-contentful-paint');
  expect(await isDone(painted)).toBe(true);
});

test('nobody waits for the paint of a page that is not on the screen, nor of one that leaves it', async () => {
  browserThatTells();
  const leaving = pageIsPainted();
  expect(await isDone(leaving)).toBe(false);
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(await isDone(leaving)).toBe(true);
  expect(await isDone(pageIsPainted())).toBe(true);
});

test('nor where the browser does not tell of it', async () => {
  vi.stubGlobal('PerformanceObserver', undefined);
  expect(await isDone(pageIsPainted())).toBe(true);
});
