import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/global.css';
import { App } from './app.tsx';
import { keepStyles } from './connection/late.ts';
import { preloadHomePage } from './features/home/home-route.tsx';
import { preloadLabPage } from './features/lab/lab-route.tsx';
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
    location.pathname.startsWith('/labs/') ? preloadLabPage() : preloadHomePage(),
  ]);
  createRoot(element).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
