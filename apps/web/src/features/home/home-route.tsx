import { type ComponentType, lazy, useState } from 'react';
import { late } from '../../connection/late.ts';

let loaded: ComponentType | undefined;

async function load() {
  const module = await late(() => import('./home-page.tsx'));
  loaded = module.default;
  return module;
}

const LazyHomePage = lazy(load);

/** The list of labs, which is loaded apart: whoever comes by the link of a lab need not wait for it. */
export function HomeRoute() {
  const [Page] = useState(() => loaded ?? LazyHomePage);
  return <Page />;
}

/** Loads it ahead of the first visit. Should that fail, the visit tries again. */
export async function preloadHomePage(): Promise<void> {
  await load().catch(() => undefined);
}
