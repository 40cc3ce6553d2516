import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/global.css';
import { App } from './app.tsx';
import { followTheme } from './stores/preferences-store.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
// Before the first paint, which would else flash in the other theme.
followTheme();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
