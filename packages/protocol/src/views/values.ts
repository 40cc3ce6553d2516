import { z } from 'zod';

export const byteCount = z.number().int().nonnegative();
export const milliseconds = z.number().nonnegative();
/** A moment, as the engine and the hub write it: ISO 8601 in UTC. */
export const moment = z.string();
/** `sha256:` and the sum. */
export const digest = z.string();
