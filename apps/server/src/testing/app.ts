import type { AddressInfo } from 'node:net';
import type { ErrorAnswer } from '@drydock/protocol';
import { createFakeDriver, type FakeDriver } from '@drydock/sandbox/fake';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { type AppConfig, type AppOptions, buildApp } from '../app.ts';
import { testLab } from './labs.ts';

export interface AppBench {
  readonly app: FastifyInstance;
  readonly driver: FakeDriver;
  /** What was logged, one object a line. */
  readonly logged: Record<string, unknown>[];
}

/** The app over fake sandboxes, taken down with the test. It has no port until it is told to listen. */
export async function testApp(
  options: Partial<AppOptions> & { patience?: number } = {},
): Promise<AppBench> {
  const { patience = 300, ...rest } = options;
  const driver = createFakeDriver({ patience });
  const logged: Record<string, unknown>[] = [];
  const app = await buildApp({
    config: testConfig(),
    driver,
    library: { labs: [testLab()], broken: [] },
    hub: null,
    probes: { engine: async () => undefined, hub: null },
    logger: pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line)) }),
    ...rest,
  });
  onTestFinished(async () => {
    await app.close();
    await driver.dispose();
  });
  return { app, driver, logged };
}

/** A box without a pool: what a test starts is all there is. */
export function testConfig(config: Partial<AppConfig> = {}): AppConfig {
  return {
    ...{ hostNames: [], maxSessions: 5, idleLimit: 3_600_000, web: null },
    time: null,
    ...{ pool: 0, expect: 0, startsAtOnce: 2, uploadLimit: 2 * 1024 * 1024 },
    ...config,
  };
}

/** A learner with a cookie, as a browser has it. */
export interface Learner {
  readonly cookie: string;
  readonly session: string;
}

/** Starts a session of the lab as a newcomer. */
export async function startSession(app: FastifyInstance, lab = 'lab'): Promise<Learner> {
  const answer = await app.inject({ method: 'POST', url: '/api/sessions', payload: { lab } });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  const [cookie] = answer.cookies;
  if (!cookie) throw new Error('the newcomer got no cookie');
  return {
    cookie: `${cookie.name}=${cookie.value}`,
    session: answer.json<{ session: string }>().session,
  };
}

/** Listens on a free port; resolves to it. */
export async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

export function codeOf(answer: { json(): unknown }): string {
  return (answer.json() as ErrorAnswer).error.code;
}
