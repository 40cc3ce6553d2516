import { expect, test } from '@playwright/test';
import { KeyboardLearner } from './keyboard-learner.ts';

test('a learner finishes custom-images with the keyboard alone', async ({ page }) => {
  test.setTimeout(600_000);
  const learner = new KeyboardLearner(page);
  await learner.start('Build and ship a custom image');

  await test.step('Write a small web app', async () => {
    await learner.check('app.py is written', /Not yet.*no app\.py/);
    await learner.writeFile('app.py', 'hello world!');
    expect(await learner.run('python3 --version')).toContain('command not found');
    await learner.check('app.py is written');
  });

  await test.step('Describe the image', async () => {
    await learner.nextStep('Describe the image');
    await learner.writeFile('Dockerfile', 'FROM python:3.8-alpine');
    await learner.check('The Dockerfile installs first and copies last');
  });

  await test.step('Build it', async () => {
    await learner.nextStep('Build it');
    await learner.run('docker image build', {
      by: () => learner.choose('run build', 'docker image build -t python-hello-world .'),
    });
    // From the terminal, which has the focus now.
    await learner.run('docker image ls', {
      by: () => learner.choose('image ls', 'Run: docker image ls'),
    });
    await learner.check('The image is built, with its layers in order');
  });

  await test.step('Run it', async () => {
    await learner.nextStep('Run it');
    await learner.run('docker container run --name web');
    const preview = await learner.openPort('Open the app', 5001);
    await expect(preview.locator('body')).toHaveText('hello world!');
    await learner.check('The app answers on port 5001');
  });

  await test.step('Push it to the hub', async () => {
    await learner.nextStep('Push it to the hub');
    expect(await learner.run('--password-stdin')).toContain('Login Succeeded');
    await learner.run('docker image tag');
    expect(await learner.run('docker image push')).toMatch(/latest: digest: sha256:/);
    await learner.check('Your image is in the hub');
  });

  await test.step('Ship a change', async () => {
    await learner.nextStep('Ship a change');
    await learner.writeFile('app.py', 'hello beautiful world!');
    expect(await learner.run('docker image build')).toContain('CACHED [2/3] RUN pip install flask');
    await learner.run('docker image push');
    await learner.run('docker container rm -f web');
    await learner.run('docker container run --name web');
    await learner.check('The change is running and in the hub');
  });

  await test.step('Look at the layers', async () => {
    await learner.nextStep('Look at the layers');
    await learner.writeFile('goodbye.py', 'fair winds');
    await learner.writeFile('Dockerfile.goodbye', 'COPY goodbye.py');
    await learner.run('docker image build -t python-goodbye');
    await learner.run('docker container exec web touch /note');
    await learner.check('Both images share all layers but the last');
  });

  await test.step('Clean up', async () => {
    await learner.nextStep('Clean up');
    await learner.run('docker container stop web');
    await learner.run('docker system prune', { until: /\[y\/N\]/ });
    expect(await learner.type('y')).toContain('Deleted Containers');
    await learner.check('No container is left');
  });

  await expect(page.getByText('All checks are green')).toBeVisible();
  test.info().annotations.push({ type: 'presses of Tab', description: `${learner.tabs}` });
});
