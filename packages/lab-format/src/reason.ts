import { z } from 'zod';

/**
 * Why a check does not pass, in each language that the page has: a text that one of them lacks is a type error. What an
 * author or a machine has said is the same in all.
 */
export const reasonSchema = z.object({ en: z.string(), ja: z.string() });
export type Reason = Readonly<z.infer<typeof reasonSchema>>;
