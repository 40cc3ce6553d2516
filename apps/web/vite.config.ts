import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileHints } from './compile-hints.ts';
import { precompress } from './precompress.ts';

/** The server that `vite` and `vite preview` hand `/api` to, its WebSocket among it. */
const server = process.env.DRYDOCK_SERVER ?? 'http://127.0.0.1:8080';
const proxy = { '/api': { target: server, ws: true } };

/**
 * What a lab begins with comes in two files, each with all that its modules import: in as many pieces as there are
 * sets of its users, every file would wait its turn on a slow line. In the frame is also what the list of labs shares
 * with a lab. The server looks for `lab` by this name.
 */
const FILES = [
  {
    name: 'frame',
    priority: 2,
    test: /src\/(main\.tsx|stores\/session-memory\.ts|ui\/(theme-toggle|isolation-strip)\.tsx)$|\/lucide-react\/.*\/(arrow-right|languages|search|triangle-alert|triangle-exclamation-point)\.m?js$/,
  },
  { name: 'lab', priority: 1, test: /src\/features\/lab\/lab-page\.tsx$/ },
];

/** What runs before the first prompt: `screen` is xterm. */
const CALLED_ON_LOAD = [...FILES.map(({ name }) => name), 'screen'];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compileHints(CALLED_ON_LOAD), precompress()],
  server: { proxy },
  preview: { proxy },
  // Monaco's own chunk is far above the limit that the warning is made for; `npm run size` guards the rest.
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 6000,
    // Tells what is loaded with what: the size check counts by it.
    manifest: true,
    rolldownOptions: { output: { codeSplitting: { groups: FILES } } },
  },
  worker: { format: 'es' },
});
