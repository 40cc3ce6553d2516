import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server that `vite` and `vite preview` hand `/api` to, its WebSocket among it. */
const server = process.env.DRYDOCK_SERVER ?? 'http://127.0.0.1:8080';
const proxy = { '/api': { target: server, ws: true } };

/** Monaco, and what is loaded with it alone. */
const ONLY_EDITOR = /\/monaco-editor\/|\/features\/editor\/(code-editor|compare|help\/)/;

/** The first message, another language, the list of labs, the tour, the views of the sandbox, and what is theirs alone. */
const ON_DEMAND = new RegExp(
  [
    '/features/(tour/tour|home/home-page|lab/(favicon|lab-diagnostics))[.]',
    '/features/(layers|containers|hub|preview|editor/(tree|tools))/',
    '/features/editor/(language|pictures)[.]|/connection/transfers[.]',
    '/ui/(toaster|confirm-dialog|progress-bar|use-now)[.]|/i18n/format[.]',
    '/i18n/(ja/|en/(containers|file-tools|home|hub|layers|text-help|tour)[.])',
  ].join('|'),
);

/** Of these, what has styles of its own: named as the modules that are imported lazily. */
const STYLES_ON_DEMAND =
  /^(tour|home-page|lab-diagnostics)\.|^(layers|containers|hub|preview)-pane\.|^(file-tree|tree-tools|upload|download|search-panel|other-file)\./;

/** A chunk counts by those of its modules that are ours. */
function isOnDemand(moduleIds: readonly string[]): boolean {
  const ours = moduleIds.filter((id) => !id.includes('/node_modules/'));
  return ours.length > 0 && ours.every((id) => ON_DEMAND.test(id));
}

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
        // A chunk counts by the module that it is loaded for, one of shared modules by all of them: what the lab's page
        // happens to share with a view must not hide the page.
        chunkFileNames: ({ name, moduleIds, facadeModuleId }) =>
          moduleIds.some((id) => ONLY_EDITOR.test(id))
            ? `assets/monaco/${name}-[hash].js`
            : isOnDemand(facadeModuleId ? [facadeModuleId] : moduleIds)
              ? `assets/on-demand/${name}-[hash].js`
              : `assets/${name}-[hash].js`,
        assetFileNames: ({ names }) =>
          names.some((name) => /^(codicon|models|editor)\./.test(name))
            ? 'assets/monaco/[name]-[hash][extname]'
            : names.some((name) => STYLES_ON_DEMAND.test(name))
              ? 'assets/on-demand/[name]-[hash][extname]'
              : 'assets/[name]-[hash][extname]',
      },
    },
  },
  worker: {
    format: 'es',
    rollupOptions: { output: { entryFileNames: 'assets/monaco/[name]-[hash].js' } },
  },
});
