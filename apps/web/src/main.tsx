import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/global.css';
import { App } from './app.tsx';
import { keepStyles } from './connection/late.ts';
import { preloadHomePage } from './features/home/home-route.tsx';
import { isLabPage, preloadLab } from './features/lab/lab-route.tsx';
import { startInterface } from './stores/interface-store.ts';
import { followTheme } from './stores/preferences-store.ts';

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
    isLabPage() ? preloadLab() : preloadHomePage(),
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
