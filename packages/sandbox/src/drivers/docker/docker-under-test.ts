import { randomBytes } from 'node:crypto';
import Dockerode from 'dockerode';
import { drydockHome, type PreparedHost, prepareHost, removeInstance } from './host/index.ts';
import type { DockerDriverOptions } from './index.ts';

/** A prepared box, and an instance of the test's own on its engine. */
export interface DockerUnderTest {
  readonly options: DockerDriverOptions;
  readonly docker: Dockerode;
  readonly host: PreparedHost;
  readonly home: string;
  /** Removes whatever a failed test has left on the engine. */
  release(): Promise<void>;
}

/** Takes the engine and the images that are there, and makes what is missing: some minutes on a fresh box, then a moment. */
export async function dockerUnderTest(): Promise<DockerUnderTest> {
  const home = drydockHome(process.env);
  const host = await prepareHost({
    home,
    instance: 'main',
    environment: process.env,
    stages: { run: (_title, work) => work(() => undefined) },
  });
  const connection = { socketPath: host.engine.socket };
  const instance = `test-${randomBytes(6).toString('hex')}`;
  return {
    options: {
      connection,
      instance,
      home,
      image: host.sandboxImage,
      firewall: host.firewallImage,
      seed: host.seed,
    },
    docker: new Dockerode(connection),
    host,
    home,
    release: () => removeInstance({ engine: host.engine, instance, home }),
  };
}
