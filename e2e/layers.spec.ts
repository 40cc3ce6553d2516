import { expect, type Locator, type Page, test } from '@playwright/test';
import { barriers } from './barriers.ts';
import { Learner, VIEWS } from './learner.ts';

test('images, builds and pushes are told as they come, and why a step ran again', async ({
  page,
}) => {
  test.setTimeout(480_000);
  const learner = new Learner(page);
  await learner.start('Build and ship a custom image');
  await learner.writeFile('app.py', 'hello world!');
  await learner.nextStep('Describe the image');
  await learner.writeFile('Dockerfile', 'FROM python:3.8-alpine');
  await learner.nextStep('Build it');

  await test.step('before the first build, the base images', async () => {
    await page.getByRole('tab', { name: 'Layers' }).click();
    await expect(page.getByText('Nothing of yours yet')).toBeVisible();
    await expect(item(page, /^Image python:3\.8-alpine/)).toBeVisible();
    await page.getByRole('tab', { name: 'Builds' }).click();
    await expect(page.getByText('No builds yet')).toBeVisible();
  });

  await test.step('the first build', async () => {
    await learner.run('docker image build -t python-hello-world .');
    const build = page.getByRole('article', { name: /python-hello-world/ });
    await expect(step(build, 'RUN pip install flask')).toContainText(/\d (ms|sec), ran/);
    await expect(build.getByRole('img', { name: 'Passed' })).toBeVisible();
    expect(await barriers(page, { part: VIEWS })).toEqual([]);
  });

  await test.step('the image as a tower on its base, the container on top', async () => {
    await page.getByRole('tab', { name: 'Images' }).click();
    await expect(
      item(page, /^Layer RUN pip install flask.*only in python-hello-world/),
    ).toBeVisible();
    await expect(item(page, /^Layer .*top of python:3\.8-alpine/)).toBeVisible();
    await learner.nextStep('Run it');
    await learner.run('docker container run --name web');
    await expect(item(page, /^Container web, running/)).toBeVisible();
    await learner.type('docker exec web touch /note');
    await expect(item(page, /^Container web.* [1-9]\d* added/)).toBeVisible({ timeout: 40_000 });
  });

  await test.step('the details by the keyboard alone', async () => {
    await item(page, /^Layer RUN pip install flask/).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(item(page, /^Image python-hello-world/)).toBeFocused();
    await page.keyboard.press('Enter');
    const details = page.getByRole('complementary', { name: /^Details: Image/ });
    await expect(details).toContainText(/Stands on[^A-Z]*python:3\.8-alpine/);
    expect(await barriers(page, { part: VIEWS })).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(item(page, /^Image python-hello-world/)).toBeFocused();
  });

  await test.step('the first push', async () => {
    await page.getByRole('tab', { name: 'Pushes' }).click();
    await expect(page.getByText('Nothing pushed yet')).toBeVisible();
    await learner.nextStep('Push it to the hub');
    await learner.run('--password-stdin');
    await learner.run('docker image tag');
    await learner.run('docker image push');
    const push = page.getByRole('list', { name: /^Pushes/ }).locator('> li');
    await expect(push).toHaveCount(1);
    await expect(push).toContainText(/[1-9]\d* uploaded, [1-9]\d* mounted, 0 already there/);
  });

  await test.step('a change: one step runs again, and the timeline says why', async () => {
    await page.getByRole('tab', { name: 'Builds' }).click();
    await learner.nextStep('Ship a change');
    await learner.writeFile('app.py', 'hello beautiful world!');
    // The file came to the front; the view is where it was left.
    await page.getByRole('tab', { name: 'Layers' }).click();
    await learner.run('docker image build');
    const build = page.getByRole('article', { name: /python-hello-world/ });
    await expect(build.getByRole('list', { name: 'Why steps ran again' })).toHaveText(
      /^COPY app\.py .*changed: app\.py was edited \d.* before the build\.$/,
    );
    await expect(step(build, 'RUN pip install flask')).toContainText('from cache');
    await build.getByRole('checkbox', { name: 'Compare with the build before' }).check();
    await expect(build.getByText(/faster than the build before$/)).toBeVisible();
  });

  await test.step('the next push sends the change alone', async () => {
    await page.getByRole('tab', { name: 'Pushes' }).click();
    await learner.run('docker image push');
    const push = page
      .getByRole('list', { name: /^Pushes/ })
      .locator('> li')
      .first();
    await expect(push).toContainText(/1 uploaded, 0 mounted, [1-9]\d* already there/);
    expect(await barriers(page, { part: VIEWS })).toEqual([]);
  });
});

function item(page: Page, name: RegExp): Locator {
  return page.getByRole('treeitem', { name }).first();
}

function step(build: Locator, instruction: string): Locator {
  return build.getByRole('listitem').filter({ hasText: new RegExp(`^${instruction}`) });
}
