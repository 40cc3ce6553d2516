import { type ComponentType, lazy, useState } from 'react';
import { late } from '../../connection/late.ts';

interface LabPageProps {
  slug: string;
}

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

/** Loads it ahead of the first visit. Should that fail, the visit tries again. */
export async function preloadLabPage(): Promise<void> {
  await load().catch(() => undefined);
}

/** Loads it, and what its first moments need, while the learner reads something else. */
export async function prepareLabPage(): Promise<void> {
  await preloadLabPage();
  if (!loaded) return;
  const { prepareFirstScreen } = await late(() => import('../terminal/screens.ts'));
  await prepareFirstScreen();
}
