import type { LayerContainer, LayeredImage } from '@drydock/protocol';
import type { EngineViews } from '../engine-views.ts';
import type { ViewSource, ViewState } from '../views.ts';
import { imageLayers } from './image-layers.ts';
import { askLayers, type ToldLayers } from './told-layers.ts';

/** Of one container. */
const MOST_CHANGES = 200;
const KINDS = ['changed', 'added', 'removed'] as const;

/** What a container writes the engine tells nobody. */
const AGAIN_MS = 6000;

/** The view `layers`: asked anew when the engine has changed, and now and then while a container runs. */
export function layersSource(views: EngineViews): ViewSource<'layers'> {
  return views.source<'layers'>({
    read: async (sandbox) => layersView(await askLayers(sandbox)),
    againIn: ({ images }) => (images.some(hasRunning) ? AGAIN_MS : undefined),
  });
}

/** What the engine has told, as the page shows it. */
export function layersView({ images, containers, more, seed }: ToldLayers): ViewState<'layers'> {
  const seeded = new Set(Object.values(seed));
  const seen = images.map(({ image, history }): LayeredImage => {
    const own = containers.filter(({ container }) => container.ImageID === image.Id);
    const layers = imageLayers(history, image.RootFS.Layers ?? []);
    const tags = (image.RepoTags ?? []).filter((tag) => !tag.includes('<none>'));
    return {
      id: image.Id,
      tags,
      own: !seeded.has(image.Id) || tags.some((tag) => seed[tag] !== image.Id),
      created: momentOf(image.Created),
      size: image.Size,
      layers,
      containers: own.map(containerOf),
    };
  });
  seen.sort((a, b) => (b.created ?? '').localeCompare(a.created ?? ''));
  return { images: seen, imagesTruncated: more };
}

function hasRunning({ containers }: LayeredImage): boolean {
  return containers.some(({ running }) => running);
}

type Told = ToldLayers['containers'][number];

function containerOf({ container, changes }: Told): LayerContainer {
  const named = withoutFoldersOnTheWay(changes);
  return {
    id: container.Id,
    name: (container.Names?.[0] ?? container.Id.slice(0, 12)).replace(/^\//, ''),
    running: container.State === 'running' || container.State === 'paused',
    size: Math.max(0, container.SizeRw ?? 0),
    changes: named
      .slice(0, MOST_CHANGES)
      .map(({ Path, Kind }) => ({ path: Path, kind: KINDS[Kind] ?? 'changed' })),
    changesTruncated: named.length > MOST_CHANGES,
  };
}

/** The engine names every folder above a change as changed. */
function withoutFoldersOnTheWay(changes: Told['changes']): Told['changes'] {
  const above = new Set<string>();
  for (const { Path } of changes) {
    for (let end = Path.lastIndexOf('/'); end > 0; end = Path.lastIndexOf('/', end - 1)) {
      above.add(Path.slice(0, end));
    }
  }
  return changes.filter(({ Path, Kind }) => KINDS[Kind] !== 'changed' || !above.has(Path));
}

/** Images without a date have that of the beginning of time, or none. */
function momentOf(created: string | null | undefined): string | null {
  const time = Date.parse(created ?? '');
  return time > 0 ? new Date(time).toISOString() : null;
}
