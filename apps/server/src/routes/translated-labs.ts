import type { Lab } from '@drydock/lab-format/schema';

/** Labs in their other languages, each the same object whenever it is asked for: what is made of it is kept by it. */
export class TranslatedLabs {
  readonly #labs = new WeakMap<Lab, Map<string, Lab>>();

  /** The lab itself where it has no translation into the language. */
  get(lab: Lab, language: string | undefined): Lab {
    const translation = language === undefined ? undefined : lab.translations.get(language);
    if (language === undefined || translation === undefined) return lab;
    const known = this.#labs.get(lab) ?? new Map<string, Lab>();
    this.#labs.set(lab, known);
    const translated = known.get(language) ?? { ...lab, ...translation, language };
    known.set(language, translated);
    return translated;
  }
}
