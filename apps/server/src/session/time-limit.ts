import { Failure } from '../failure.ts';

/** The work's result, or ENGINE_TIMEOUT after so many milliseconds: an engine that hangs must not hang a page. */
export async function withinLimit<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure('ENGINE_TIMEOUT')), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves with the event, or after so many milliseconds without it. */
export async function settledWithin(event: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([event, limit]);
  clearTimeout(timer);
}
