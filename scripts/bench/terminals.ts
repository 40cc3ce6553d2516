import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Bench } from './bench.ts';
import { onBox } from './box.ts';
import { VIEWPORT, withBrowser } from './browser.ts';
import type { Peer } from './peers/peer.ts';
import { startTtyd } from './peers/ttyd.ts';
import { startWetty } from './peers/wetty.ts';
import { serverOf, withServer } from './server.ts';
import { openTerminalPage, type TerminalPage } from './terminal-page.ts';

/** Without WebGL xterm draws elements; what was painted on a canvas no page can tell. */
const DRAWN_AS_ELEMENTS = ['--disable-3d-apis'];
const TITLE = 'Build and ship a custom image';

/** A web terminal in its page, at its prompt. */
export interface ServedTerminal {
  readonly page: TerminalPage;
  /** Process of the server behind it. */
  readonly server: number;
}

const PEERS = { ttyd: startTtyd, wetty: startWetty };

/**
 * Runs work with a lab's terminal, whose shell is in a sandbox, and these peers, whose shells are on this box, each in
 * a page of one Chromium of the same size. All draw by xterm.js, as elements.
 */
export async function withTerminals<Name extends keyof typeof PEERS>(
  bench: Bench,
  names: readonly Name[],
  work: (terminals: Readonly<Record<Name | 'ours', ServedTerminal>>) => Promise<void>,
): Promise<void> {
  await onBox(bench, async (box) => {
    const peers = new Map<Name, Peer>();
    try {
      for (const name of names) {
        peers.set(name, await PEERS[name](bench, join(box.home, 'cache/peers')));
      }
      await withServer({ bench, box, pool: 0, maxSessions: 1 }, (url, command) =>
        withBrowser(async (browser) => {
          const context = await browser.newContext({ viewport: VIEWPORT });
          const page = await openTerminalPage({ context, url, open: openLab });
          const terminals: Partial<Record<Name | 'ours', ServedTerminal>> = {};
          const ours = { page, server: await serverOf(command) };
          Object.assign(terminals, { ours });
          for (const [name, peer] of peers) {
            const opened = await openTerminalPage({ context, url: peer.url, open: atPrompt });
            Object.assign(terminals, { [name]: { page: opened, server: peer.pid } });
          }
          await work(terminals as Record<Name | 'ours', ServedTerminal>);
        }, DRAWN_AS_ELEMENTS),
      );
    } finally {
      for (const peer of peers.values()) await peer.stop();
    }
  });
}

async function openLab(page: Page): Promise<void> {
  // As for a learner who has been here before: the others show no tour either.
  await page.evaluate(() => localStorage.setItem('drydock.tour', 'seen'));
  await page.getByRole('link', { name: `Start ${TITLE}` }).click();
  await atPrompt(page);
}

async function atPrompt(page: Page): Promise<void> {
  await page
    .locator('.xterm-rows')
    .filter({ hasText: /[#$]\s*$/ })
    .first()
    .waitFor();
  await page.locator('.xterm-helper-textarea').first().focus();
}
