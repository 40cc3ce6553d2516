import type { Release } from './driver.ts';

/** Who wants to know. A listener that is added twice is called twice. */
export interface Listeners<T> {
  readonly size: number;
  add(listener: (value: T) => void): Release;
  emit(value: T): void;
}

export function createListeners<T>(): Listeners<T> {
  const entries = new Set<{ readonly call: (value: T) => void }>();
  return {
    get size() {
      return entries.size;
    },
    add(listener) {
      const entry = { call: listener };
      entries.add(entry);
      return () => {
        entries.delete(entry);
      };
    },
    emit(value) {
      for (const entry of [...entries]) entry.call(value);
    },
  };
}

/** Something that happens once: who comes late is told as well, soon after. */
export interface Once<T> {
  readonly value: T | undefined;
  add(listener: (value: T) => void): Release;
  /** Does nothing when it has happened already. */
  emit(value: T): void;
}

export function createOnce<T>(): Once<T> {
  const listeners = createListeners<T>();
  let happened: { readonly value: T } | undefined;
  return {
    get value() {
      return happened?.value;
    },
    add(listener) {
      if (!happened) return listeners.add(listener);
      const { value } = happened;
      let wanted = true;
      queueMicrotask(() => {
        if (wanted) listener(value);
      });
      return () => {
        wanted = false;
      };
    },
    emit(value) {
      if (happened) return;
      happened = { value };
      listeners.emit(value);
    },
  };
}
