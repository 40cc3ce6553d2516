import type { Starting } from '@drydock/protocol';
import type { Catalogue } from './en/index.ts';

/** What is being done to bring the sandbox up. */
export function stageText(
  { stage, before = 0 }: Starting,
  stages: Catalogue['lab']['sandbox']['stages'],
): string {
  return stage === 'queued' ? stages.queued(before) : stages[stage];
}
