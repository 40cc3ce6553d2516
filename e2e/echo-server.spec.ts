import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

test('a learner finishes echo-server by clicking and typing', async ({ page }) => {
  test.setTimeout(600_000);
  const learner = new Learner(page);
  await learner.start('An echo server in Node');

  await test.step('Write the server', async () => {
    await learner.check('index.js is written', /Not yet.*no index\.js/);
    await learner.writeFile('index.js', 'SIGTERM');
    await learner.check('index.js is written', 'Passed');
  });

  await test.step('Give it a Dockerfile', async () => {
    await learner.nextStep('Give it a Dockerfile');
    const check = 'The Dockerfile uses WORKDIR and installs before it copies the code';
    await learner.check(check, /Not yet.*no Dockerfile/);
    await learner.writeFile('Dockerfile', 'FROM node:20-slim');
    await learner.writeFile('.dockerignore', 'node_modules');
    await learner.check(check, 'Passed');
  });

  await test.step('Build and look inside', async () => {
    await learner.nextStep('Build and look inside');
    const check = 'The image is built and has its folder';
    await learner.check(check, /Not yet.*no image/);
    await learner.run('docker build -t echo-server .');
    expect(await learner.run('docker image inspect')).toContain('/usr/src/app [node index.js]');
    expect(await learner.run('docker run --rm echo-server ls')).toContain('node_modules');
    await learner.check(check, 'Passed');
  });

  await test.step('Publish it', async () => {
    await learner.nextStep('Publish it');
    const check = 'The server gives back what it is sent';
    await learner.check(check, /Not yet.*port 8000/);
    await learner.run('docker run --name echo -p 8000:3000');
    const preview = await learner.openPort('Open it', 8000);
    await expect(preview.locator('body')).toContainText('Send me JSON');
    expect(await learner.run('Endeavour')).toContain('{"ship":"Endeavour","year":1768}');
    await learner.run('docker logs -f echo', { terminal: 'T2', until: /listening on 3000/ });
    await learner.run('from T1');
    await learner.output.toShow('T2', /echo \{"hello":"from T1"\}/);
    await learner.check(check, 'Passed');
  });

  await test.step('Stop and start', async () => {
    await learner.nextStep('Stop and start');
    const check = 'The container was stopped cleanly and runs again';
    await learner.check(check, /Not yet.*never been stopped/);
    await learner.run('docker stop echo');
    expect(await learner.run('.State.ExitCode')).toContain('exited, exit code 0');
    await learner.run('docker start echo');
    await learner.check(check, 'Passed');
  });

  await test.step('Tell versions apart', async () => {
    await learner.nextStep('Tell versions apart');
    const check = '1.0 and 1.1 exist, and 1.1 runs';
    await learner.check(check, /Not yet.*no echo-server:1\.0/);
    await learner.run('docker tag echo-server echo-server:1.0');
    await learner.run('sed -i');
    expect(await learner.run('docker build -t echo-server:1.1')).toMatch(/CACHED.*npm install/);
    await learner.run('docker rm -f echo');
    await learner.run('docker run --name echo');
    await learner.check(check, 'Passed');
    expect(await learner.run('curl localhost:8000')).toContain('Echo 1.1');
  });

  await test.step('Put things away', async () => {
    await learner.nextStep('Put things away');
    const check = 'The container and version 1.0 are gone, 1.1 stays';
    await learner.check(check, /Not yet.*still there/);
    await learner.run('docker rm -f echo');
    await learner.run('docker image rm echo-server:1.0');
    await learner.check(check, 'Passed');
  });

  await expect(page.getByText('All checks are green')).toBeVisible();
});
