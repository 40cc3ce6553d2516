import { z } from 'zod';
import { byteCount, moment } from './values.ts';

/** An id or a name, as the engine allows them. */
export const containerRef = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/);

/** `remove` ends one that runs. What is so already is no error. */
export const containerAct = z.enum(['start', 'stop', 'restart', 'unpause', 'remove']);
export type ContainerAct = z.infer<typeof containerAct>;

const port = z.number().int().min(1).max(65535);

const containerSchema = z.object({
  id: z.string(),
  name: z.string(),
  image: z.string(),
  status: z.enum(['running', 'exited', 'paused', 'created', 'restarting', 'removing', 'dead']),
  /** Null while it has not ended. */
  exitCode: z.number().int().nullable(),
  /** Null without a health check. */
  health: z.enum(['starting', 'healthy', 'unhealthy']).nullable(),
  /** Null for one that never was. */
  started: moment.nullable(),
  /** Null while it has not ended. */
  ended: moment.nullable(),
  ports: z.array(
    z.object({
      container: port,
      /** Null when it is not published. */
      host: port.nullable(),
      protocol: z.enum(['tcp', 'udp', 'sctp']),
    }),
  ),
  /** In use by its processes; null when it does not run, or that cannot be told. */
  memory: byteCount.nullable(),
  /** Share of CPUs: 1 is one whole CPU; null when it does not run, or is not known yet. */
  cpu: z.number().nonnegative().nullable(),
});
export type Container = z.infer<typeof containerSchema>;

/** The containers of the learner's engine, the newest hundred, newest first. */
export const containersViewSchema = z.object({ containers: z.array(containerSchema) });
export type ContainersView = z.infer<typeof containersViewSchema>;
