import { vi } from 'vitest';

// Each file of tests begins with modules and a page of its own, in a worker that it shares: stores keep their state in
// their modules. What comes from npm stays loaded.
vi.resetModules();
localStorage.clear();
sessionStorage.clear();
document.body.replaceChildren();
