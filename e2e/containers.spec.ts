import { expect, type Locator, type Page, test } from '@playwright/test';
import { barriers } from './barriers.ts';
import { Learner, VIEWS } from './learner.ts';

const LAB = 'Build and ship a custom image';

test('a container: its chip, how it stands, logs, a shell, stop, start, remove', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start(LAB);
  await page.getByRole('tab', { name: 'Containers' }).click();
  await expect(page.getByText('No containers yet')).toBeVisible();
  await learner.type('docker run -d --name web -p 8080:80 nginx:alpine');
  const chips = page.getByRole('list', { name: 'Published ports' });
  await expect(chips.getByRole('button', { name: 'Open preview of port 8080' })).toBeVisible();

  const web = page.getByRole('listitem', { name: 'web', exact: true });
  await expect(web).toContainText('Running');
  await expect(web).toContainText('nginx:alpine');
  await expect(web).toContainText(/Memory\d/);
  await expect(web).toContainText(/CPU\d+%/);

  await web.getByRole('button', { name: 'Logs of web' }).click();
  await learner.output.toShow('T2', /docker logs -f web[\s\S]*start worker process/);
  await web.getByRole('button', { name: 'Open a shell in web' }).click();
  await learner.output.toShow('T3', /docker exec -it web sh[\s\S]*# $/);
  const id = await learner.type('hostname', { terminal: 'T3', until: /hostname\s+[0-9a-f]{12}/ });
  expect(id).toMatch(/[0-9a-f]{12}/);

  await web.getByRole('button', { name: 'Stop web' }).click();
  await expect(web).toContainText('Exited (code 0)');
  await expect(chips).toHaveCount(0);
  await web.getByRole('button', { name: 'Start web' }).click();
  await expect(web).toContainText('Running');
  await web.getByRole('button', { name: 'Remove web' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove container' }).click();
  await expect(page.getByText('No containers yet')).toBeVisible();
});

test('containers with the keyboard alone', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(LAB);
  await learner.type('docker run -d --name other nginx:alpine');
  await learner.type('docker run -d --name web nginx:alpine');
  await page.getByRole('tab', { name: 'Editor' }).focus();
  const containers = page.getByRole('tab', { name: 'Containers' });
  for (let presses = 0; presses < 4; presses += 1) {
    if (await isFocused(containers)) break;
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Remove web' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Remove web?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Remove web' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Remove container' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem', { name: 'web', exact: true })).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Containers' })).toBeFocused();
});

test('a preview: on localhost only, then right; links, back and forward', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(LAB);
  const serve = 'python:3.13-slim python3 -m http.server 5000';
  await learner.type('mkdir -p site/inner && echo hello > site/inner/note.txt');
  const run = 'docker run -d --name app -p 5001:5000 -v /workspace/site:/site -w /site';
  await learner.type(`${run} ${serve} --bind 127.0.0.1`);
  await page.getByRole('button', { name: 'Open preview of port 5001' }).first().click();
  const problem = page.getByRole('status').filter({ hasText: 'publish needs 0.0.0.0' });
  await expect(problem).toContainText('flask run --host=0.0.0.0');
  expect(await barriers(page)).toEqual([]);

  await learner.type(`docker rm -f app && ${run} ${serve}`);
  const frame = page.frameLocator('iframe[title="Preview of port 5001"]');
  await expect(frame.getByRole('link', { name: 'inner/' })).toBeVisible();
  await expect(problem).toHaveCount(0);
  await frame.getByRole('link', { name: 'inner/' }).click();
  const path = page.getByRole('textbox', { name: 'Path of the preview' });
  await expect(path).toHaveValue('/inner/');
  await page.getByRole('button', { name: 'Back in preview' }).click();
  await expect(frame.getByRole('link', { name: 'inner/' })).toBeVisible();
  await expect(path).toHaveValue('/');
  await page.getByRole('button', { name: 'Forward in preview' }).click();
  await expect(frame.getByRole('link', { name: 'note.txt' })).toBeVisible();
});

test('the hub: what is pushed is there, and a tag can be deleted', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(LAB);
  await page.getByRole('tab', { name: 'Hub' }).click();
  await expect(page.getByText('You have pushed nothing yet')).toBeVisible();
  const ofClass = page.getByRole('region', { name: 'Images of the class' });
  await ofClass.getByRole('searchbox').fill('alp');
  await ofClass.getByText('alpine', { exact: true }).click();
  await expect(ofClass.getByText('docker pull alpine:latest')).toBeVisible();

  const login =
    'echo "$DOCKERHUB_PASSWORD" | docker login -u "$DOCKERHUB_USERNAME" --password-stdin';
  expect(await learner.type(login)).toContain('Login Succeeded');
  await learner.type("printf 'FROM alpine\\nRUN echo mine > /made\\n' | docker build -q -t app -");
  for (const tag of ['v1', 'v2']) {
    await learner.type(`docker tag app "$DOCKERHUB_USERNAME/app:${tag}"`);
    await learner.type(`docker push -q "$DOCKERHUB_USERNAME/app:${tag}"`);
  }
  const own = page.getByRole('region', { name: 'Your repositories' });
  const row = own.getByRole('row').filter({ hasText: 'v1' });
  await expect(row).toContainText(/docker pull learner-[a-z0-9]{5}\/app:v1/);
  await expect(row).toContainText(/ago|now/);
  await row.getByRole('button', { name: /^Delete learner-/ }).click();
  await page.getByRole('button', { name: 'Delete tag' }).click();
  await expect(row).toHaveCount(0);
  await expect(own.getByRole('row').filter({ hasText: 'v2' })).toBeVisible();
  await learner.type('docker pull "$DOCKERHUB_USERNAME/app:v1"', { until: /not found/ });
});

test('no serious barrier in containers and hub, at any size', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(LAB);
  await learner.type('docker run -d --name web -p 8080:80 -p 8443:443 nginx:alpine');
  await learner.type("docker run --name job alpine sh -c 'exit 3'");
  await learner.type('docker run -d --name cache redis:alpine');
  for (const [view, mark] of [
    ['Containers', 'Exited (code 3)'],
    ['Hub', 'Images of the class'],
  ] as const) {
    for (const [width, height] of [
      [1440, 900],
      [1024, 768],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      const tab = page.getByRole('tab', { name: view });
      // A narrow page shows one pane at a time.
      if (width < 900) {
        await expect(page.getByRole('tab', { name: 'Instructions' })).toBeVisible();
        await page.getByRole('tab', { name: 'Editor' }).first().click();
      }
      await tab.click();
      await expect(page.getByText(mark)).toBeVisible();
      expect(await barriers(page, { part: VIEWS })).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});

async function isFocused(locator: Locator): Promise<boolean> {
  return await locator.evaluate((element) => element === document.activeElement);
}

/** Presses Tab until it has the focus; a page has only so many places for it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the focus does not come there');
}
