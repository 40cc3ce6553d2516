/**
 * The terminal that a paragraph speaks of (`In T2, run this`), or null when it speaks of none. A new terminal
 * without a name is the second one.
 */
export function terminalIn(text: string): string | null {
  const fresh = NEW.exec(text);
  if (fresh !== null) {
    const named = /\bT([1-9])\b/.exec(text.slice(fresh.index, fresh.index + 120))?.[1];
    return `T${named ?? (/third|dritt|trois|tercer|三|3/i.test(fresh[0]) ? 3 : 2)}`;
  }
  const named = [...text.matchAll(/(?<![\w-])T([1-9])(?![\w-])/g)].at(-1)?.[1];
  if (named !== undefined) return `T${named}`;
  return FIRST.test(text) ? 'T1' : null;
}

const NEW =
  /\b(?:open|start|launch|in|from|using|use|switch to)\s+(?:up\s+)?(?:an?|the|your)\s*(?:new|another|second|separate|different|other|third)\s+(?:terminal|shell|console|tab|window|command prompt)|(?:öffnen?(?: sie)?|in einem|im)\s+(?:ein\s+|einem\s+)?(?:neue[ns]?|weitere[ns]?|zweiten?s?|anderen|dritte[ns]?)\s+(?:terminal|shell|konsole)|(?:un|le)\s+(?:nouveau|autre|second|deuxième|troisième)\s+terminal|(?:una?|la|el)\s+(?:nuev[ao]|otr[ao]|segund[ao]|tercer[ao]?)\s+(?:terminal|consola)|(?:新しい|別の|もう一つの|もう1つの|2 ?つ目の|第二の|3 ?つ目の|第三の)(?:ターミナル|端末|シェル|コンソール)|(?:新的?|另一个|另外一个|第二个|第三个)\s*(?:终端|終端|窗口|控制台)|(?:새|다른|두 ?번째|세 ?번째)\s*(?:터미널|창)/iu;

const FIRST =
  /\b(?:back (?:in|to)|return to|in) (?:the|your) (?:first|original|other) (?:terminal|shell|window|tab)\b|(?:im ersten|zurück im) terminal|dans le premier terminal|en la primera? terminal|(?:最初の|元の)ターミナル|第一个终端/iu;
