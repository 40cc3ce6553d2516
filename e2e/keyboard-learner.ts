import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { address, Learner, PROMPT, promptAfter, skipTour } from './learner.ts';

/** More presses of Tab than a person would bear. */
const MOST_TABS = 30;
const COMMAND_LIMIT_MS = 180_000;

/** A learner without a mouse: whatever they do, they do by `page.keyboard`. */
export class KeyboardLearner {
  readonly page: Page;
  readonly seen: Learner;
  /** How often Tab was pressed in all. */
  tabs = 0;

  constructor(page: Page) {
    this.page = page;
    this.seen = new Learner(page);
  }

  /** From the list of labs into the lab, until its keys are there. */
  async start(title: string): Promise<void> {
    const { page, seen } = this;
    await skipTour(page);
    await page.goto(address());
    const link = page.getByRole('link', { name: `Start ${title}` });
    await expect(link).toBeVisible();
    await this.reach(link);
    await page.keyboard.press('Enter');
    await seen.output.toShow('T1', PROMPT, 60_000);
    await expect(page.getByRole('navigation', { name: 'Skip links' })).toBeAttached();
  }

  /** By Tab, or Shift+Tab where it stands before. */
  async reach(target: Locator): Promise<void> {
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      const way = await target.evaluate(wayTo);
      if (way === 'here') return;
      this.tabs += 1;
      await this.page.keyboard.press(way === 'on' ? 'Tab' : 'Shift+Tab');
    }
    throw new Error(`${MOST_TABS} presses of Tab did not lead to ${target}`);
  }

  /** From wherever one is back into the instructions. */
  async toInstructions(): Promise<void> {
    const article = this.seen.instructions();
    for (let presses = 0; presses < 3; presses += 1) {
      if (await article.evaluate((pane) => pane.contains(document.activeElement))) return;
      await this.page.keyboard.press('F6');
    }
    await expect(article.locator(':focus')).toHaveCount(1);
  }

  /** A button of the instructions. */
  async press(button: Locator): Promise<void> {
    await expect(button).toBeEnabled({ timeout: COMMAND_LIMIT_MS });
    await this.toInstructions();
    await this.reach(button);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses a command of the palette, which finds it by these letters. */
  async choose(letters: string, command: string): Promise<void> {
    await this.page.keyboard.press('Control+Shift+K');
    await expect(this.page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
    await this.page.keyboard.type(letters);
    await expect(this.page.getByRole('option', { selected: true })).toContainText(command);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('dialog', { name: 'Command palette' })).toBeHidden();
  }

  async writeFile(path: string, text: string): Promise<void> {
    const block = this.#block('file', text).filter({ hasText: path });
    await this.press(block.getByRole('button', { name: 'Write file' }));
    await expect(block.getByText(`${path} is written`)).toBeVisible();
    // The editor opens with the file, and takes the focus: Monaco may have to be loaded first.
    await expect(this.page.locator('.monaco-editor :focus')).toHaveCount(1);
  }

  /** Presses Run, or does what `by` does. Returns what the terminal showed until the next prompt. */
  async run(
    command: string,
    { by, until = promptAfter(command) }: { by?: () => Promise<void>; until?: RegExp } = {},
  ): Promise<string> {
    const since = this.seen.output.mark('T1');
    const button = this.#block('run', command).getByRole('button', { name: 'Run' });
    await (by ? by() : this.press(button));
    return await this.#shown(since, until);
  }

  /** Types a line into the terminal that has the focus. */
  async type(line: string): Promise<string> {
    const since = this.seen.output.mark('T1');
    await this.page.keyboard.type(line);
    await this.page.keyboard.press('Enter');
    return await this.#shown(since, promptAfter(line));
  }

  async check(label: string, verdict: 'Passed' | RegExp = 'Passed'): Promise<void> {
    const check = this.seen.instructions().getByRole('region', { name: `Check: ${label}` });
    await this.press(check.getByRole('button', { name: 'Check' }));
    await expect(check.getByRole('status')).toHaveText(verdict, { timeout: 60_000 });
  }

  async nextStep(title: string): Promise<void> {
    await this.page.keyboard.press('Alt+PageDown');
    const heading = this.seen.instructions().getByRole('heading', { level: 1, name: title });
    await expect(heading).toBeFocused();
  }

  async openPort(label: string, port: number): Promise<FrameLocator> {
    await this.press(this.seen.instructions().getByRole('button', { name: label }));
    return this.page.frameLocator(`iframe[title="Preview of port ${port}"]`);
  }

  #block(kind: 'run' | 'file', text: string): Locator {
    const blocks = this.seen.instructions().locator(`[data-kind="${kind}"]`);
    return blocks.filter({ hasText: text }).first();
  }

  async #shown(since: () => string, until: RegExp): Promise<string> {
    await expect.poll(since, { timeout: COMMAND_LIMIT_MS }).toMatch(until);
    return since();
  }
}

/** Where the element stands, as seen from the focus. In the page: nothing from outside of it. */
function wayTo(target: Element): 'here' | 'on' | 'back' {
  const focus = document.activeElement;
  if (!focus || focus === target) return focus ? 'here' : 'on';
  const isBefore = target.compareDocumentPosition(focus) & Node.DOCUMENT_POSITION_FOLLOWING;
  return isBefore && !focus.contains(target) ? 'back' : 'on';
}
