import { expect, type Page, test } from '@playwright/test';
import { address, Learner } from './learner.ts';

const FLASK_LAB = 'Build and ship a custom image';

test('a broken lab is shown with file, line and column, and the others are there', async ({
  page,
}) => {
  await page.goto(address());
  await expect(page.getByText('lab.md:7:1')).toBeVisible();
  await expect(page.getByRole('link', { name: `Start ${FLASK_LAB}` })).toBeVisible();
});

test('a lab that is not there says so', async ({ page }) => {
  await page.goto(`${address()}/labs/no-such-lab`);
  await expect(page.getByText('There is no lab of this name.')).toBeVisible();
});

test('files that the editor cannot show say why', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(FLASK_LAB);
  await learner.type('head -c 300 /dev/urandom > noise.bin; head -c 6000000 /dev/zero > large.txt');
  await openFromTree(page, 'noise.bin');
  await expect(page.getByText('The file is not text.')).toBeVisible();
  await openFromTree(page, 'large.txt');
  await expect(page.getByText('The file is larger than 5 MB.')).toBeVisible();
});

test('a file made in the terminal opens, and what is edited reaches the terminal', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start(FLASK_LAB);
  await learner.type('mkdir -p notes && echo first > notes/one.txt');
  await openFromTree(page, 'one.txt');
  const editor = page.locator('.monaco-editor').first();
  await expect(editor).toContainText('first');
  await learner.type('echo second > notes/one.txt');
  await expect(editor).toContainText('second');
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('third');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  expect(await learner.type('cat notes/one.txt')).toMatch(/second\s+third/);
});

test('a tab that is closed and opened again finds everything as it was', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(FLASK_LAB);
  await learner.type('ship=Endeavour');
  await page.reload();
  await learner.output.toShow('T1', /ship=Endeavour[\s\S]*[#$] $/);
  expect(await learner.type('echo "on the $ship"')).toContain('on the Endeavour');
});

async function openFromTree(page: Page, name: string): Promise<void> {
  await page.getByRole('treeitem', { name }).click();
}
