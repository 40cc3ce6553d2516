import type { HubView, Problem } from '@drydock/protocol';
import { create } from 'zustand';
import { sessionClient } from '../connection/current-session.ts';

interface HubState {
  /** Null until the server has told it. */
  view: HubView | null;
  /** Why what is shown may be old. */
  problem: Problem | null;
}

const initial: HubState = { view: null, problem: null };

export const useHub = create<HubState>(() => initial);

export function setHub(view: HubView): void {
  useHub.setState({ view, problem: null });
}

export function failHub(problem: Problem): void {
  useHub.setState({ problem });
}

export function clearHub(): void {
  useHub.setState(initial);
}

/** Deletes a tag of the learner's own; resolves when the hub has it no more. Throws ProblemError. */
export async function deleteTag(repository: string, tag: string): Promise<void> {
  await sessionClient().request({ type: 'hub.delete', repository, tag });
  useHub.setState(({ view }) => ({ view: view && without(view, repository, tag) }));
}

/** As the server will tell it in a moment. */
function without(view: HubView, repository: string, tag: string): HubView {
  const left = view.repositories.map((each) =>
    each.name === repository
      ? { ...each, tags: each.tags.filter((known) => known.tag !== tag) }
      : each,
  );
  return { ...view, repositories: left.filter(({ tags }) => tags.length > 0) };
}
