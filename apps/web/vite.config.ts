import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

/** The server that `vite` and `vite preview` hand `/api` to, its WebSocket among it. */
const server = process.env.DRYDOCK_SERVER ?? 'http://127.0.0.1:8080';
const proxy = { '/api': { target: server, ws: true } };

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), precompress()],
  server: { proxy },
  preview: { proxy },
  // Monaco's own chunk is far above the limit that the warning is made for; `npm run size` guards the rest.
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 6000,
    // Tells what is loaded with what: the size check counts by it.
    manifest: true,
  },
  worker: { format: 'es' },
});
