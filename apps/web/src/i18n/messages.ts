import { useInterface } from '../stores/interface-store.ts';
import type { Catalogue } from './en/index.ts';

/** The texts of the page in its language, for a component. */
export function useMessages(): Catalogue {
  return useInterface((state) => state.catalogue);
}

/** The same for an action: what is said at this moment. */
export function messages(): Catalogue {
  return useInterface.getState().catalogue;
}

/** Both languages of a feature that is loaded later and is not in the catalogue: `useLater({ en, ja })`. */
export function useLater<Texts>(texts: { readonly en: Texts; readonly ja: Texts }): Texts {
  return texts[useInterface((state) => state.language)];
}

/** The same for an action. */
export function later<Texts>(texts: { readonly en: Texts; readonly ja: Texts }): Texts {
  return texts[useInterface.getState().language];
}
