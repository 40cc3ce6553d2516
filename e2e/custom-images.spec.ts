import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

test('a learner finishes custom-images by clicking and typing', async ({ page }) => {
  test.setTimeout(600_000);
  const learner = new Learner(page);
  await learner.start('Build and ship a custom image');

  await test.step('Write a small web app', async () => {
    await learner.check('app.py is written', /Not yet.*no app\.py/);
    await learner.writeFile('app.py', 'hello world!');
    await expect(page.getByRole('tab', { name: 'app.py' })).toBeVisible();
    await expect(page.locator('.monaco-editor').first()).toContainText('hello world!');
    expect(await learner.run('python3 --version')).toContain('command not found');
    await learner.check('app.py is written', 'Passed');
  });

  await test.step('Describe the image', async () => {
    await learner.nextStep('Describe the image');
    const check = 'The Dockerfile installs first and copies last';
    await learner.check(check, /Not yet.*no Dockerfile/);
    await learner.writeFile('Dockerfile', 'FROM python:3.8-alpine');
    await learner.check(check, 'Passed');
  });

  await test.step('Build it', async () => {
    await learner.nextStep('Build it');
    const check = 'The image is built, with its layers in order';
    await learner.check(check, /Not yet.*no image/);
    await learner.run('docker image build -t python-hello-world .');
    expect(await learner.run('docker image ls')).toMatch(/python-hello-world\s+latest/);
    expect(await learner.run('docker image history')).toContain('pip install flask');
    await learner.check(check, 'Passed');
  });

  await test.step('Run it', async () => {
    await learner.nextStep('Run it');
    const check = 'The app answers on port 5001';
    await learner.check(check, /Not yet.*port 5001/);
    await learner.run('docker container run --name web');
    expect(await learner.run('docker container ls')).toContain('0.0.0.0:5001->5000/tcp');
    // Flask listens a moment after its container runs: until then a learner asks again.
    await expect(async () =>
      expect(await learner.run('curl localhost:5001')).toContain('hello world!'),
    ).toPass({ timeout: 30_000 });
    const preview = await learner.openPort('Open the app', 5001);
    await expect(preview.locator('body')).toHaveText('hello world!');
    expect(await learner.run('docker container logs web')).toContain('"GET / HTTP/1.1" 200');
    await learner.check(check, 'Passed');
  });

  await test.step('Push it to the hub', async () => {
    await learner.nextStep('Push it to the hub');
    const check = 'Your image is in the hub';
    await learner.check(check, /Not yet/);
    expect(await learner.run('--password-stdin')).toContain('Login Succeeded');
    await learner.run('docker image tag');
    const pushed = await learner.run('docker image push');
    expect(pushed).toContain('Mounted from library/python');
    expect(pushed).toMatch(/latest: digest: sha256:/);
    await learner.check(check, 'Passed');
  });

  await test.step('Ship a change', async () => {
    await learner.nextStep('Ship a change');
    const check = 'The change is running and in the hub';
    await learner.check(check, /Not yet.*beautiful/);
    await learner.writeFile('app.py', 'hello beautiful world!');
    const built = await learner.run('docker image build');
    expect(built).toContain('CACHED [2/3] RUN pip install flask');
    expect(built).not.toContain('CACHED [3/3]');
    const pushed = await learner.run('docker image push');
    expect(pushed).toContain('Layer already exists');
    expect(pushed.match(/: Pushed/g)).toHaveLength(1);
    await learner.run('docker container rm -f web');
    await learner.run('docker container run --name web');
    const preview = await learner.openPort('Open the app again', 5001);
    await expect(preview.locator('body')).toHaveText('hello beautiful world!');
    await learner.check(check, 'Passed');
  });

  await test.step('Look at the layers', async () => {
    await learner.nextStep('Look at the layers');
    const check = 'Both images share all layers but the last';
    await learner.check(check, /Not yet.*python-goodbye/);
    await learner.writeFile('goodbye.py', 'fair winds');
    await learner.writeFile('Dockerfile.goodbye', 'COPY goodbye.py');
    expect(await learner.run('docker image build -t python-goodbye')).toContain('CACHED');
    await learner.run('docker container exec web touch /note');
    expect(await learner.run('docker container diff web')).toContain('A /note');
    await learner.check(check, 'Passed');
  });

  await test.step('Clean up', async () => {
    await learner.nextStep('Clean up');
    const check = 'No container is left';
    await learner.check(check, /Not yet.*The container web \(running\) is still there/);
    await learner.run('docker container stop web');
    await learner.run('docker system prune', { until: /\[y\/N\]/ });
    expect(await learner.type('y')).toContain('Deleted Containers');
    await learner.check(check, 'Passed');
  });

  await expect(page.getByText('All checks are green')).toBeVisible();
});
