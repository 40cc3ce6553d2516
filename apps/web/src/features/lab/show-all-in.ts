import type { PublicLab } from '@drydock/lab-format/schema';
import { chooseInterface, type InterfaceLanguage } from '../../stores/interface-store.ts';
import { showInLanguage } from '../../stores/lab-store.ts';

/** The page in another language; the lab goes along where it can. Throws ProblemError. */
export async function showAllIn(language: InterfaceLanguage, lab: PublicLab): Promise<void> {
  await chooseInterface(language);
  if (lab.languages.includes(language)) await showInLanguage(language);
}
