import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/global.css';
import { App } from './app.tsx';
import { preloadLabPage } from './features/lab/lab-route.tsx';
import { followTheme } from './stores/preferences-store.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
// Before the first paint, which would else flash in the other theme.
followTheme();
void show(root);

async function show(element: HTMLElement): Promise<void> {
  // A join link leads to a lab: nothing is painted twice.
  if (location.pathname.startsWith('/labs/')) await preloadLabPage();
  createRoot(element).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
