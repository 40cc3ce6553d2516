import type { SandboxStatus } from '@drydock/protocol';
import { createFakeDriver, type FakeDriver } from '@drydock/sandbox/fake';
import { onTestFinished, vi } from 'vitest';
import { SessionRegistry } from '../session/registry.ts';
import type { Session } from '../session/session.ts';

export interface RegistryBench {
  readonly driver: FakeDriver;
  readonly registry: SessionRegistry;
  readonly reported: unknown[];
}

/** A registry over sandboxes that need no engine, taken down with the test. */
export function testRegistry({
  maxSessions = 3,
  patience = 200,
  poolSize = 0,
  startsAtOnce = 2,
} = {}): RegistryBench {
  const driver = createFakeDriver({ patience });
  const reported: unknown[] = [];
  const registry = new SessionRegistry({
    driver,
    hub: {
      open: () => ({ registry: 'docker.io', username: 'learner-1', password: 'secret' }),
      close: () => undefined,
    },
    ...{ maxSessions, poolSize, startsAtOnce },
    idleLimit: 60_000,
    previewUrl: (session, port) => `http://${port}--${session}.localhost/`,
    report: (error) => reported.push(error),
  });
  onTestFinished(async () => {
    await registry.close();
    await driver.dispose();
  });
  return { driver, registry, reported };
}

export async function untilStatus(
  session: Session,
  status: SandboxStatus['status'],
): Promise<void> {
  await vi.waitFor(
    () => {
      if (session.status.status !== status) {
        throw new Error(`the sandbox is ${JSON.stringify(session.status)}, not ${status}`);
      }
    },
    { timeout: 10_000, interval: 5 },
  );
}

/** Ends every sandbox of the session as a crash would, until it is not started again. */
export async function killForGood(driver: FakeDriver, session: Session): Promise<void> {
  while (session.status.status !== 'gone') {
    await untilStatus(session, 'ready');
    await driver.kill(session.id);
  }
}
