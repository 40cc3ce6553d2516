import { type ComponentType, lazy, useState } from 'react';
import { late } from '../../connection/late.ts';
import { expectLab, showExpected } from '../../stores/lab-store.ts';

interface LabPageProps {
  slug: string;
}

/** Milliseconds that the first paint waits for a lab's text, which mostly comes with the page: nobody sees it opening. */
const TEXT_LIMIT = 100;

let loaded: ComponentType<LabPageProps> | undefined;

async function load() {
  const module = await late(() => import('./lab-page.tsx'));
  loaded = module.default;
  return module;
}

const LazyLabPage = lazy(load);

/** The page of a lab, which is loaded apart: whoever only looks at the list needs no terminal. */
export function LabRoute({ slug }: LabPageProps) {
  // What is loaded is shown at once: React keeps the fallback of a lazy one for 300 ms, however soon it is there.
  const [Page] = useState(() => loaded ?? LazyLabPage);
  return <Page slug={slug} />;
}

/** Whether the page's address is that of a lab. */
export function isLabPage(): boolean {
  return location.pathname.startsWith('/labs/');
}

/** Loads it ahead of the first visit, with the text of the lab that the address names. Should that fail, the visit tries again. */
export async function preloadLab(): Promise<void> {
  const [, slug] = /^\/labs\/([\w-]+)$/.exec(location.pathname) ?? [];
  if (slug === undefined) return await preloadLabPage();
  const text = expectLab(slug);
  await preloadLabPage();
  await Promise.race([text, new Promise((resolve) => setTimeout(resolve, TEXT_LIMIT))]);
  showExpected(slug);
}

/** Loads it, and what its first moments need, while the learner reads something else. */
export async function prepareLabPage(): Promise<void> {
  await preloadLabPage();
  if (!loaded) return;
  const { prepareFirstScreen } = await late(() => import('../terminal/screens.ts'));
  await prepareFirstScreen();
}

async function preloadLabPage(): Promise<void> {
  await load().catch(() => undefined);
}
