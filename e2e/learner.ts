import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { TerminalOutput } from './terminal-output.ts';

/** What a shell shows when it waits for the next command. */
export const PROMPT = /[#$] $/;

/** Editor, layers, containers, hub and previews, in any language. */
export const VIEWS = '[data-tour="views"]';

/** The prompt of the lab's terminals comes back after at most so long: a build fetches packages. */
const COMMAND_LIMIT_MS = 180_000;

/** A learner at the page: does what a person does, by role and name. */
export class Learner {
  readonly page: Page;
  readonly output: TerminalOutput;

  constructor(page: Page) {
    this.page = page;
    this.output = new TerminalOutput(page);
  }

  /** Opens the lab from the list, and waits until the first terminal is ready. */
  async start(title: string): Promise<void> {
    await skipTour(this.page);
    await this.page.goto(address());
    await this.page.getByRole('link', { name: `Start ${title}` }).click();
    await this.output.toShow('T1', PROMPT, 60_000);
  }

  instructions(): Locator {
    return this.page.getByRole('article', { name: 'Instructions' });
  }

  async nextStep(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Next step' }).click();
    await expect(this.instructions().getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  /**
   * Presses Run on the block with this command. Returns what the terminal showed from then to the next
   * prompt; `until` ends the waiting earlier, for a command that does not come back by itself.
   */
  async run(
    command: string,
    { terminal = 'T1', until = promptAfter(command) } = {},
  ): Promise<string> {
    const since = this.output.mark(terminal);
    await this.#block('run', command).getByRole('button', { name: 'Run' }).click();
    return this.#shown(since, until, command);
  }

  /** Types a line into the terminal that is in front, as on a keyboard. */
  async type(
    line: string,
    { terminal = 'T1', until = promptAfter(line), limit = COMMAND_LIMIT_MS } = {},
  ): Promise<string> {
    const since = this.output.mark(terminal);
    await this.page.getByRole('tabpanel', { name: terminal, exact: true }).click();
    await this.page.keyboard.type(line);
    await this.page.keyboard.press('Enter');
    return this.#shown(since, until, line, limit);
  }

  /** Presses Write file on the block for this file that holds `text`. */
  async writeFile(path: string, text: string): Promise<void> {
    const block = this.#block('file', text).filter({ hasText: path });
    await block.getByRole('button', { name: 'Write file' }).click();
    await expect(block.getByText(`${path} is written`)).toBeVisible();
  }

  /** Presses Check; it says this within `limit` milliseconds. */
  async check(label: string, verdict: 'Passed' | RegExp, { limit = 60_000 } = {}): Promise<void> {
    const check = this.instructions().getByRole('region', { name: `Check: ${label}` });
    await check.getByRole('button', { name: 'Check' }).click();
    await expect(check.getByRole('status')).toHaveText(verdict, { timeout: limit });
  }

  /** Presses the button that opens a port; the preview's page. */
  async openPort(label: string, port: number): Promise<FrameLocator> {
    await this.instructions().getByRole('button', { name: label }).click();
    return this.page.frameLocator(`iframe[title="Preview of port ${port}"]`);
  }

  #block(kind: 'run' | 'file', text: string): Locator {
    return this.instructions().locator(`[data-kind="${kind}"]`).filter({ hasText: text }).first();
  }

  async #shown(
    since: () => string,
    until: RegExp,
    command: string,
    limit = COMMAND_LIMIT_MS,
  ): Promise<string> {
    await expect
      .poll(since, { timeout: limit, message: `${command}: comes to ${until}` })
      .toMatch(until);
    return since();
  }
}

/** As one who has been here before: the tour is not offered. Has to be called before a page is opened. */
export async function skipTour(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window === window.top) localStorage.setItem('drydock.tour', 'seen');
  });
}

/** A prompt alone may be the one before, drawn again: the page tells the terminal its size soon after the first. */
export function promptAfter(command: string): RegExp {
  // The shell breaks long lines when it shows them.
  const [beginning = ''] = command.split('\n');
  const shown = beginning.slice(0, 12).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`${shown}[\\s\\S]*${PROMPT.source}`);
}

/** Where the Drydock of this run answers; set by the global setup. */
export function address(): string {
  const url = process.env.DRYDOCK_URL;
  if (url === undefined) throw new Error('DRYDOCK_URL is set by the global setup');
  return url;
}
