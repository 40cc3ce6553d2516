import { create } from 'zustand';

/** How often each file has changed in the sandbox since the page was loaded: who shows a file's text reads it again. */
export const useFileChanges = create<Readonly<Record<string, number>>>(() => ({}));

export function noteFileChange(path: string): void {
  useFileChanges.setState((counts) => ({ [path]: (counts[path] ?? 0) + 1 }));
}

export function clearFileChanges(): void {
  useFileChanges.setState({}, true);
}
