import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

test('a learner works through the first exercises of docker-masterclass in two terminals', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const learner = new Learner(page);
  await learner.start('Docker masterclass');

  await test.step('The command line', async () => {
    const check = 'engine.txt has the version of the engine';
    await learner.check(check, /Not yet.*no engine\.txt/);
    await learner.run('> engine.txt');
    await learner.check(check, 'Passed');
  });

  await test.step('Write a Dockerfile', async () => {
    await learner.nextStep('Write a Dockerfile');
    const check = 'The Dockerfile is written';
    await learner.check(check, /Not yet.*Dockerfile/);
    await learner.writeFile('Dockerfile', 'FROM node:20-slim');
    await learner.check(check, 'Passed');
  });

  await test.step('Build the image', async () => {
    await learner.nextStep('Build the image');
    const check = 'The image echo-server is built';
    await learner.check(check, /Not yet.*no image/);
    await learner.run('docker build -t echo-server .');
    expect(await learner.run('docker run --rm echo-server ls')).toContain('node_modules');
    await learner.check(check, 'Passed');
  });

  await test.step('Containers and their ports', async () => {
    await learner.nextStep('Containers and their ports');
    const check = 'The container echo was stopped, and answers again on port 8000';
    await learner.check(check, /Not yet.*no container called echo/);
    const listens = { until: /listening on 3000/ };
    await learner.run('docker run --name echo echo-server', listens);
    const second = { terminal: 'T2' };
    expect(await learner.run('curl localhost:3000', second)).toContain('Failed to connect');
    await learner.run('docker stop echo', second);
    await learner.run('docker rm echo');
    await learner.run('docker run --name echo -p 8000:3000 echo-server', listens);
    expect(await learner.run('Endeavour', second)).toContain('{"ship":"Endeavour","year":1768}');
    const preview = await learner.openPort('Open it in the browser', 8000);
    await expect(preview.locator('body')).toContainText('Send me JSON');
    await learner.run('docker stop echo', second);
    expect(await learner.run('.State.ExitCode', second)).toContain('exited, exit code 0');
    await learner.run('docker start echo', second);
    await learner.check(check, 'Passed');
  });

  await test.step('EXPOSE', async () => {
    await learner.nextStep('EXPOSE');
    const check = 'The image exposes 3000, and a container has it at a free port';
    await learner.check(check, /Not yet.*exposes nothing/);
    await learner.writeFile('Dockerfile', 'EXPOSE 3000');
    await learner.run('docker build -t echo-server .');
    await learner.run('docker run -d --name anywhere');
    expect(await learner.run('docker port anywhere')).toMatch(/3000\/tcp -> 0\.0\.0\.0:\d+/);
    await learner.check(check, 'Passed');
  });
});
