import { randomBytes } from 'node:crypto';
import { createDockerDriver } from '@drydock/sandbox/docker';
import {
  drydockHome,
  placeHub,
  prepareHost,
  removeInstance,
  startPreparedHub,
} from '@drydock/sandbox/docker/host';
import { type Measurement, summarize } from './measurement.ts';

/** From driver.create() to the sandbox's engine answering, beside a hub, one after the other, on a box that is ready. */
export async function coldStart(rounds: number): Promise<Measurement> {
  const home = drydockHome(process.env);
  const instance = `bench-${randomBytes(4).toString('hex')}`;
  const host = await prepareHost({
    home,
    instance: 'main',
    environment: process.env,
    stages: {
      run(title, work) {
        return work((line) => void process.stderr.write(`${title}: ${line}\n`));
      },
    },
  });
  const place = await placeHub({ home, instance });
  const hub = await startPreparedHub({ home, host, instance, place, storage: 'ephemeral' });
  const driver = createDockerDriver({
    connection: { socketPath: host.engine.socket },
    instance,
    home,
    image: host.sandboxImage,
    hub: hub.name,
  });
  try {
    const samples: number[] = [];
    // The first one finds the image's files outside of the page cache: it is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      const started = performance.now();
      const sandbox = await driver.create({ id: `bench${round}` });
      if (round > 0) samples.push(performance.now() - started);
      await sandbox.destroy({ workspace: 'remove' });
    }
    return summarize('cold-start', 'ms', samples);
  } finally {
    await driver.close();
    await removeInstance({ engine: host.engine, instance, home });
  }
}
