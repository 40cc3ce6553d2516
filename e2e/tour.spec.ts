import { expect, type Page, test } from '@playwright/test';
import { barriers } from './barriers.ts';
import { address, PROMPT } from './learner.ts';
import { TerminalOutput } from './terminal-output.ts';

const LAB = 'All that a lesson can do';
const HEADS = [
  'Follow the steps',
  'A machine of your own',
  'See what Docker does',
  'Know how far you are',
] as const;

test('who comes for the first time is shown around, and can work all the while', async ({
  page,
}) => {
  const output = await open(page);
  const tour = page.getByRole('dialog', { name: HEADS[0] });
  await expect(tour).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  // The terminal keeps the focus: what is typed is for the shell.
  await page.keyboard.type('echo under$((1+1))way');
  await page.keyboard.press('Enter');
  await output.toShow('T1', /under2way/);

  for (const head of HEADS) {
    await expect(page.getByRole('heading', { name: head })).toBeVisible();
    await page.getByRole('button', { name: /^(Next|Start the lab)$/ }).click();
  }
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Sandbox: Ready' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next step' })).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem('drydock.tour'))).toBe('seen');

  // Asked for, it takes the focus, is led by keys, and gives the focus back.
  await page.getByRole('button', { name: /^Steps:/ }).click();
  await page.getByRole('button', { name: 'Show the tour' }).click();
  await expect(page.getByRole('dialog', { name: HEADS[0] })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: HEADS[1] })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('dialog', { name: HEADS[0] })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('on a narrow page it brings what it speaks of to the front, and who skips it is left alone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await expect(page.getByRole('dialog', { name: HEADS[0] })).toBeVisible();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('tab', { name: 'Terminal', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.getByRole('button', { name: 'Skip the tour' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem('drydock.tour'))).toBe('seen');
});

async function open(page: Page): Promise<TerminalOutput> {
  const output = new TerminalOutput(page);
  await page.goto(address());
  await page.getByRole('link', { name: `Start ${LAB}` }).click();
  await output.toShow('T1', PROMPT, 60_000);
  return output;
}
