import type { Problem, ServerMessage, ViewName } from '@drydock/protocol';
import { failBuilds, setBuilds } from '../stores/builds-store.ts';
import { failContainers, setContainers } from '../stores/containers-store.ts';
import { failHub, setHub } from '../stores/hub-store.ts';
import { failLayers, setLayers } from '../stores/layers-store.ts';
import { failPushes, setPushes } from '../stores/pushes-store.ts';

type ViewMessage = Extract<ServerMessage, { type: `view.${string}` }>;

/** A view that this page watches, as a whole. */
export function takeView(message: ViewMessage): void {
  switch (message.type) {
    case 'view.layers': {
      const { type: _, ...view } = message;
      setLayers(view);
      return;
    }
    case 'view.builds': {
      const { type: _, ...view } = message;
      setBuilds(view);
      return;
    }
    case 'view.pushes': {
      const { type: _, ...view } = message;
      setPushes(view);
      return;
    }
    case 'view.containers': {
      const { type: _, ...view } = message;
      setContainers(view);
      return;
    }
    case 'view.hub': {
      const { type: _, ...view } = message;
      setHub(view);
      return;
    }
    case 'view.failed':
      FAILURES[message.view](message.problem);
      return;
  }
}

const FAILURES: Record<ViewName, (problem: Problem) => void> = {
  layers: failLayers,
  builds: failBuilds,
  pushes: failPushes,
  containers: failContainers,
  hub: failHub,
};
