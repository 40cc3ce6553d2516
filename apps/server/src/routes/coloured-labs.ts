import type { Lab } from '@drydock/lab-format/schema';

/**
 * The labs with their code in colours, each made when it is first asked for. The highlighter is loaded
 * only then: it would hold up the start of the server.
 */
export class ColouredLabs {
  readonly #labs = new WeakMap<Lab, Promise<Lab>>();

  /** Makes them ahead, one after the other, for whoever comes first. */
  async prepare(labs: readonly Lab[]): Promise<void> {
    // A lab that cannot be coloured is an error for whoever asks for it.
    for (const lab of labs) await this.get(lab).catch(() => undefined);
  }

  get(lab: Lab): Promise<Lab> {
    const known = this.#labs.get(lab);
    if (known) return known;
    const coloured = import('@drydock/lab-format').then(({ highlightLab }) => highlightLab(lab));
    this.#labs.set(lab, coloured);
    return coloured;
  }
}
