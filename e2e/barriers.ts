import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

type Scheme = 'light' | 'dark';

interface Look {
  /** A selector. Of a part alone where the rest has been seen: axe takes its time. */
  readonly part?: string;
  /** Colours are the same in every language: one of them is enough for dark. */
  readonly schemes?: readonly Scheme[];
}

/**
 * What is a serious or critical barrier by axe: by all its rules in the first scheme, by those of colour in the other.
 * @returns one line for each rule that is broken: the scheme, the rule, and where; the page stays in the last scheme
 */
export async function barriers(
  page: Page,
  { part = 'html', schemes = ['light', 'dark'] }: Look = {},
): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
    // A preview is another's page.
    const axe = new AxeBuilder({ page }).setLegacyMode().include(part).exclude('iframe');
    if (scheme !== schemes[0]) axe.withRules(['color-contrast']);
    const { violations } = await axe.analyze();
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      const where = nodes.map(({ html }) => html.slice(0, 120)).join(' | ');
      found.push(`${scheme}: ${id}: ${where}`);
    }
  }
  return found;
}
