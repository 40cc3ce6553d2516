import { loadLab } from '@drydock/lab-format/folder';
import { lintImages } from '@drydock/lab-format/lint';
import type { Diagnostic, Lab } from '@drydock/lab-format/schema';
import type { LabPreview } from '@drydock/protocol';
import type { Release } from '@drydock/sandbox';
import { offeredImages } from '@drydock/sandbox/catalogue';
import type { BrokenLab, LabLibrary } from '../routes/labs.ts';
import { Listeners } from '../session/events.ts';
import { watchFolder } from './watch-folder.ts';

export interface PreviewedLabOptions {
  /** The lab's folder, or a single Markdown file. */
  readonly path: string;
  /** Gets what went wrong while the folder was watched or read. */
  readonly report: (error: unknown, what: string) => void;
}

/** The one lab that an author is writing: what was saved last without errors, and what lint says of the last save. */
export class PreviewedLab implements LabLibrary {
  readonly #options: PreviewedLabOptions;
  readonly #catalogue: readonly string[];
  readonly #listeners = new Listeners<Lab | null>();
  #lab: Lab | null = null;
  #slug = '';
  #revision = 0;
  #diagnostics: readonly Diagnostic[] = [];
  #release: Release = () => undefined;
  #reading: Promise<void> | undefined;
  #isStale = false;

  private constructor(options: PreviewedLabOptions, catalogue: readonly string[]) {
    this.#options = options;
    this.#catalogue = catalogue;
  }

  /** Reads the lab and follows it from then on. */
  static async open(options: PreviewedLabOptions): Promise<PreviewedLab> {
    const catalogue = await offeredImages();
    const previewed = new PreviewedLab(
      options,
      catalogue.map(({ name }) => name),
    );
    const { path, report } = options;
    // Watched first: what is saved while it is read for the first time is not missed.
    previewed.#release = await watchFolder({
      path,
      onSave: () => previewed.#saved(),
      onError: (error) => report(error, 'watching the lab'),
    });
    await previewed.#readFirst();
    return previewed;
  }

  get labs(): readonly Lab[] {
    return this.#lab ? [this.#lab] : [];
  }

  /** Only while there is no version that could be shown. */
  get broken(): readonly BrokenLab[] {
    return this.#lab ? [] : [{ slug: this.#slug, diagnostics: this.#diagnostics }];
  }

  get preview(): LabPreview {
    return { revision: this.#revision, diagnostics: [...this.#diagnostics] };
  }

  /** Called after every save, with the lab when it is another one; `preview` and `labs` are of that save then. */
  follow(listener: (lab: Lab | null) => void): Release {
    return this.#listeners.add(listener);
  }

  close(): void {
    this.#release();
  }

  /** One read at a time, and another one when something was saved meanwhile. */
  #saved(): void {
    this.#isStale = true;
    this.#reading ??= this.#readUntilFresh();
  }

  /** As the others, but what goes wrong is for who opens the lab. */
  async #readFirst(): Promise<void> {
    this.#reading = this.#read();
    await this.#reading;
    this.#reading = this.#isStale ? this.#readUntilFresh() : undefined;
  }

  async #readUntilFresh(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      await this.#read().catch((error) => this.#options.report(error, 'reading the lab'));
    }
    // In the same turn as the look above: a save between the two would be nobody's.
    this.#reading = undefined;
  }

  async #read(): Promise<void> {
    const { lab, source, diagnostics } = await loadLab(this.#options.path);
    const images = lab && source ? lintImages({ lab, source, catalogue: this.#catalogue }) : [];
    this.#diagnostics = [...diagnostics, ...images];
    this.#slug = source?.slug ?? this.#slug;
    if (lab) {
      this.#lab = lab;
      this.#revision += 1;
    }
    this.#listeners.emit(lab);
  }
}
