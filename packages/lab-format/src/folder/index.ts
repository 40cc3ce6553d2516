export type { LoadedLab } from './load-file.ts';
export { type LoadedLabs, loadLab, loadLabs } from './load-labs.ts';
export { type ReadFolder, readFolder } from './read-folder.ts';
