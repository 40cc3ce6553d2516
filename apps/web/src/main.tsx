import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/global.css';
import { App } from './app.tsx';
import { keepStyles } from './connection/late.ts';
import { preloadHomePage } from './features/home/home-route.tsx';
import { preloadLabPage } from './features/lab/lab-route.tsx';
import { startInterface } from './stores/interface-store.ts';
import { expectLab, showExpected } from './stores/lab-store.ts';
import { followTheme } from './stores/preferences-store.ts';

/** Milliseconds that the first paint waits for a lab's text, which mostly comes with the page: nobody sees it opening. */
const TEXT_LIMIT = 100;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
// Before the first paint, which would else flash in the other theme.
followTheme();
keepStyles();
void show(root);

async function show(element: HTMLElement): Promise<void> {
  await Promise.all([
    startInterface(),
    // A join link leads to a lab: nothing is painted twice.
    location.pathname.startsWith('/labs/') ? prepareLab() : preloadHomePage(),
  ]);
  // As a transition it is made in short tasks, between which the browser does its own.
  startTransition(() =>
    createRoot(element).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
}

async function prepareLab(): Promise<void> {
  const [, slug] = /^\/labs\/([\w-]+)$/.exec(location.pathname) ?? [];
  if (slug === undefined) return await preloadLabPage();
  const text = expectLab(slug);
  await preloadLabPage();
  await Promise.race([text, new Promise((resolve) => setTimeout(resolve, TEXT_LIMIT))]);
  showExpected(slug);
}
