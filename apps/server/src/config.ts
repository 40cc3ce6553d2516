import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Isolation } from '@drydock/sandbox';
import { z } from 'zod';
import type { TimeRules } from './session/session-clock.ts';

const port = z.coerce.number().int().min(0).max(65535);
const folder = z
  .string()
  .min(1)
  .transform((path) => resolve(path));

const environmentSchema = z.object({
  /** 0 takes any free port; the line that says where the server listens has the real one. */
  PORT: port.default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Names of this server beside `localhost`, its addresses and HOST, with commas between; `*` for any. */
  DRYDOCK_HOST_NAMES: z.string().optional(),
  DRYDOCK_INSTANCE: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,31}$/)
    .default('main'),
  DRYDOCK_HOME: folder.optional(),
  XDG_DATA_HOME: z.string().optional(),
  DRYDOCK_ENGINE_SOCKET: z.string().min(1).optional(),
  DOCKER_HOST: z.string().min(1).optional(),
  DRYDOCK_SANDBOX_IMAGE: z.string().min(1),
  DRYDOCK_FIREWALL_IMAGE: z.string().min(1),
  /** The volume with the base images; without it sandboxes begin with none. */
  DRYDOCK_SEED: z.string().min(1).optional(),
  /** Default: the best that the box offers. */
  DRYDOCK_DISK: z.enum(['quota', 'image', 'watched']).optional(),
  /** `privileged` goes with an image of its own: `drydock up` sees to it. */
  DRYDOCK_ISOLATION: z
    .union([z.enum(['rootless', 'privileged']), z.templateLiteral(['runtime:', z.string().min(1)])])
    .default('rootless'),
  /** Without it no hub runs, and the sandboxes see the real Docker Hub, if anything. */
  DRYDOCK_HUB_CONTAINER: z.string().min(1).optional(),
  DRYDOCK_HUB_SOCKET_DIR: folder.optional(),
  DRYDOCK_EGRESS: z.enum(['open', 'packages', 'none']).default('open'),
  /** The package proxy, which the egress `packages` needs. */
  DRYDOCK_PACKAGES_CONTAINER: z.string().min(1).optional(),
  DRYDOCK_PKI_DIR: folder.optional(),
  DRYDOCK_LABS: folder,
  /** One lab, a folder or a Markdown file, whose author sees every save; instead of all of DRYDOCK_LABS. */
  DRYDOCK_PREVIEW_LAB: folder.optional(),
  /** The built page; without it only the API is served. */
  DRYDOCK_WEB: folder.optional(),
  DRYDOCK_MAX_SESSIONS: z.coerce.number().int().positive().default(20),
  /** Sandboxes that wait for a learner; 0 for none. */
  DRYDOCK_POOL: z.coerce.number().int().nonnegative().default(2),
  /** Learners who will come in the first minutes after the start. */
  DRYDOCK_EXPECT: z.coerce.number().int().nonnegative().default(0),
  /** Sandboxes of learners that start at once. */
  DRYDOCK_STARTS_AT_ONCE: z.coerce.number().int().positive().optional(),
  DRYDOCK_IDLE_MINUTES: z.coerce.number().positive().default(120),
  /** Minutes that a learner's sandbox may run; without it as long as somebody watches. Two weeks are the most. */
  DRYDOCK_SESSION_MINUTES: z.coerce.number().positive().max(20_160).optional(),
  DRYDOCK_EXTENSION_MINUTES: z.coerce.number().positive().max(1440).default(30),
  /** How often a learner may extend that time. */
  DRYDOCK_EXTENSIONS: z.coerce.number().int().min(0).max(100).default(2),
  /** Megabytes of one file that a learner uploads. */
  DRYDOCK_UPLOAD_LIMIT_MB: z.coerce.number().int().positive().default(100),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

const LOOPBACK = /^(127\.[\d.]+|::1|localhost)$/;

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Lower case. Null: whatever name it is called by. */
  readonly hostNames: readonly string[] | null;
  readonly instance: string;
  /** Everything that Drydock keeps on this box is below it. */
  readonly home: string;
  readonly engine: EngineAddress;
  readonly sandboxImage: string;
  readonly firewallImage: string;
  readonly seed: string | undefined;
  readonly isolation: Isolation;
  readonly diskTier: 'quota' | 'image' | 'watched' | undefined;
  /** Null where no hub runs. */
  readonly hub: HubConfig | null;
  /** What sandboxes reach beside the hub. */
  readonly egress: 'open' | 'packages' | 'none';
  readonly packagesContainer: string | undefined;
  readonly labs: string;
  readonly previewLab: string | null;
  readonly web: string | null;
  readonly maxSessions: number;
  /** Sandboxes that wait for a learner when nobody is expected. */
  readonly pool: number;
  /** Learners who will come in the first minutes. */
  readonly expect: number;
  readonly startsAtOnce: number;
  /** Milliseconds. */
  readonly idleLimit: number;
  /** Null where the time of sandboxes is not limited. */
  readonly time: TimeRules | null;
  /** Bytes of one file that a learner uploads. */
  readonly uploadLimit: number;
  readonly logLevel: string;
}

/** Where the engine's API answers; in the words of node's http. */
export type EngineAddress =
  | { readonly socketPath: string }
  | { readonly host: string; readonly port: number };

interface HubConfig {
  readonly container: string;
  readonly socketDirectory: string;
  readonly pkiDirectory: string;
}

/** Throws an Error that names every variable that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const read = environmentSchema.safeParse(environment);
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The server’s environment is not complete.\n${wrong.join('\n')}`);
  }
  const values = read.data;
  const home = values.DRYDOCK_HOME ?? defaultHome(values.XDG_DATA_HOME);
  return {
    port: values.PORT,
    host: values.HOST,
    hostNames: hostNames(values.HOST, values.DRYDOCK_HOST_NAMES),
    instance: values.DRYDOCK_INSTANCE,
    home,
    engine: engineAddress(
      values.DRYDOCK_ENGINE_SOCKET ?? values.DOCKER_HOST ?? '/var/run/docker.sock',
    ),
    sandboxImage: values.DRYDOCK_SANDBOX_IMAGE,
    firewallImage: values.DRYDOCK_FIREWALL_IMAGE,
    seed: values.DRYDOCK_SEED,
    isolation: values.DRYDOCK_ISOLATION,
    diskTier: values.DRYDOCK_DISK,
    hub: values.DRYDOCK_HUB_CONTAINER
      ? {
          container: values.DRYDOCK_HUB_CONTAINER,
          socketDirectory:
            values.DRYDOCK_HUB_SOCKET_DIR ?? join(home, 'hub', values.DRYDOCK_INSTANCE),
          pkiDirectory: values.DRYDOCK_PKI_DIR ?? join(home, 'pki'),
        }
      : null,
    egress: values.DRYDOCK_EGRESS,
    packagesContainer: values.DRYDOCK_PACKAGES_CONTAINER,
    labs: values.DRYDOCK_LABS,
    previewLab: values.DRYDOCK_PREVIEW_LAB ?? null,
    web: values.DRYDOCK_WEB ?? null,
    maxSessions: values.DRYDOCK_MAX_SESSIONS,
    pool: values.DRYDOCK_POOL,
    expect: values.DRYDOCK_EXPECT,
    // A start waits for the disk now and then: one more than there are cores keeps them all at work.
    startsAtOnce: values.DRYDOCK_STARTS_AT_ONCE ?? availableParallelism() + 1,
    idleLimit: values.DRYDOCK_IDLE_MINUTES * 60_000,
    time: timeRules(values),
    uploadLimit: values.DRYDOCK_UPLOAD_LIMIT_MB * 1024 * 1024,
    logLevel: values.LOG_LEVEL,
  };
}

function timeRules(values: z.infer<typeof environmentSchema>): TimeRules | null {
  const minutes = values.DRYDOCK_SESSION_MINUTES;
  if (minutes === undefined) return null;
  return {
    limit: minutes * 60_000,
    extension: values.DRYDOCK_EXTENSION_MINUTES * 60_000,
    extensions: values.DRYDOCK_EXTENSIONS,
  };
}

/** Who listens for others is known by names that nobody here can guess, and says them or takes all. */
function hostNames(host: string, listed: string | undefined): readonly string[] | null {
  if (listed === undefined) return LOOPBACK.test(host) ? [] : null;
  const names = listed.split(',').map((name) => name.trim().toLowerCase());
  return names.includes('*') ? null : [host.toLowerCase(), ...names.filter((name) => name !== '')];
}

function defaultHome(dataHome: string | undefined): string {
  if (process.getuid?.() === 0) return '/var/lib/drydock';
  return join(dataHome ?? join(homedir(), '.local/share'), 'drydock');
}

function engineAddress(text: string): EngineAddress {
  if (!text.startsWith('tcp://')) return { socketPath: text.replace(/^unix:\/\//, '') };
  const { hostname, port } = new URL(text);
  return { host: hostname, port: Number(port || 2375) };
}
