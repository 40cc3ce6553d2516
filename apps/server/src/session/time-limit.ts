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
