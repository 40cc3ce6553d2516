import { create } from 'zustand';

export type LayersSection = 'images' | 'builds' | 'pushes';

/** What details are shown of. */
export type Picked =
  | { readonly kind: 'layer'; readonly chainId: string }
  | { readonly kind: 'image'; readonly id: string }
  | { readonly kind: 'container'; readonly id: string };

interface LayersPaneState {
  section: LayersSection;
  picked: Picked | null;
  /** It was picked by a key: the details take the focus. */
  isByKey: boolean;
  search: string;
  /** Whether images that came with the sandbox are shown; null: while there are no others. */
  hasBases: boolean | null;
  scale: 'size' | 'log';
  /** The build whose steps are shown, by ref; null: the newest. */
  build: string | null;
  /** Its steps are shown beside those of the build before. */
  isCompared: boolean;
}

const initial: LayersPaneState = {
  section: 'images',
  picked: null,
  isByKey: false,
  search: '',
  hasBases: null,
  scale: 'size',
  build: null,
  isCompared: false,
};

/** What the learner has chosen in the layers view: it is there again when its tab is. */
export const useLayersPane = create<LayersPaneState>(() => initial);

export function setLayersPane(choice: Partial<LayersPaneState>): void {
  useLayersPane.setState(choice);
}

export function clearLayersPane(): void {
  useLayersPane.setState(initial);
}
