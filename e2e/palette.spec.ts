import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { KeyboardLearner } from './keyboard-learner.ts';

test('the palette opens from everywhere, and a step begins anew without a loss', async ({
  page,
}) => {
  const learner = new KeyboardLearner(page);
  await learner.start('Build and ship a custom image');
  const palette = page.getByRole('combobox', { name: 'Command palette' });

  await test.step('in the shell Ctrl+K is the shell’s', async () => {
    await page.keyboard.type('echo kept-$((1+1)) lost');
    await page.keyboard.press('ArrowLeft');
    for (let letters = 0; letters < 4; letters += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+k');
    await expect(palette).toBeHidden();
    await page.keyboard.press('Enter');
    await learner.seen.output.toShow('T1', /kept-2\s*\n/);
  });

  await test.step('it has no violation, and says where nothing fits', async () => {
    await page.keyboard.press('F6');
    await page.keyboard.press('Control+k');
    await expect(palette).toBeFocused();
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.type('qqqq');
    await expect(page.getByText('No command fits')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(palette).toBeHidden();
  });

  await test.step('a step that is reset keeps what was written', async () => {
    await learner.writeFile('app.py', 'hello world!');
    await learner.check('app.py is written');
    await learner.choose('open app', 'Open app.py');
    await expect(page.locator('.monaco-editor :focus')).toHaveCount(1);
    await page.keyboard.type('# mine\n');
    await learner.choose('reset step', 'Reset this step');
    const question = page.getByRole('dialog', { name: 'Reset this step?' });
    await expect(question).toContainText('your text is kept as app.py.before-reset');
    await expect(question).toContainText('Cleared: 1 check result');
    await learner.reach(question.getByRole('button', { name: 'Reset step' }));
    await page.keyboard.press('Enter');
    await expect(question).toBeHidden();
    await learner.choose('before-reset', 'Open app.py.before-reset');
    await expect(page.locator('.monaco-editor').first()).toContainText('# mine');
    const check = learner.seen.instructions().getByRole('region', { name: /app\.py is written/ });
    await expect(check.getByRole('status')).toBeEmpty();
    await learner.check('app.py is written', /Not yet/);
  });

  await test.step('a link to a step opens it', async () => {
    const link = new URL('#/3', page.url()).href;
    await page.goto('about:blank');
    await page.goto(link);
    const heading = learner.seen.instructions().getByRole('heading', { level: 1 });
    await expect(heading).toHaveText('Build it');
  });
});
