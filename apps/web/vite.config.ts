import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server that `vite` and `vite preview` hand `/api` to, its WebSocket among it. */
const server = process.env.DRYDOCK_SERVER ?? 'http://127.0.0.1:8080';
const proxy = { '/api': { target: server, ws: true } };

/** Monaco, and what is loaded with it alone. */
const ONLY_EDITOR = /\/monaco-editor\/|\/features\/editor\/(code-editor|compare)\./;

/** The first message. */
const ON_DEMAND = /^toaster\b/;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { proxy },
  preview: { proxy },
  // Monaco's own chunk is far above the limit that the warning is made for; `npm run size` guards the rest.
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 6000,
    rollupOptions: {
      output: {
        // What only the editor needs lies in a folder of its own, and so does what a page loads when it has a use for
        // it: the first load, which the size check weighs, has neither.
        chunkFileNames: ({ name, moduleIds }) =>
          moduleIds.some((id) => ONLY_EDITOR.test(id))
            ? `assets/monaco/${name}-[hash].js`
            : ON_DEMAND.test(name)
              ? `assets/on-demand/${name}-[hash].js`
              : `assets/${name}-[hash].js`,
        assetFileNames: ({ names }) =>
          names.some((name) => /^(codicon|models)\./.test(name))
            ? 'assets/monaco/[name]-[hash][extname]'
            : 'assets/[name]-[hash][extname]',
      },
    },
  },
  worker: {
    format: 'es',
    rollupOptions: { output: { entryFileNames: 'assets/monaco/[name]-[hash].js' } },
  },
});
