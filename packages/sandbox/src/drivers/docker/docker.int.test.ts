import { describeDriver } from '../../contract.ts';
import { dockerUnderTest } from './docker-under-test.ts';
import { createDockerDriver } from './index.ts';
import { runWebContainer } from './web-container.ts';

describeDriver({
  name: 'docker',
  async create() {
    const { options, docker, release } = await dockerUnderTest();
    const driver = createDockerDriver(options);
    return {
      driver,
      publish: runWebContainer,
      kill: ({ id }) => docker.getContainer(`drydock-${options.instance}-${id}`).kill(),
      async release() {
        await driver.close();
        await release();
      },
    };
  },
});
