import { late } from '../../connection/late.ts';
import { useInterface } from '../../stores/interface-store.ts';

/** Monaco's own words are fixed when it is loaded: they must be there before it. */
export async function loadEditor() {
  if (useInterface.getState().language === 'ja') await late(() => import('./monaco-ja.ts'));
  return await late(() => import('./code-editor.tsx'));
}
