import { type Browser, chromium } from '@playwright/test';

/** Runs work with a headless Chromium, `CHROMIUM_PATH` or Debian's, with further flags, and closes it. */
export async function withBrowser<T>(
  work: (browser: Browser) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...flags],
    // This program removes what it made first.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Of every page that is measured. */
export const VIEWPORT = { width: 1440, height: 900 };
