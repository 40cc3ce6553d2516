import './buffer-shim.ts';
import {
  type DockerfileLanguageService,
  DockerfileLanguageServiceFactory,
} from 'dockerfile-language-service';
import { dockerfileHelp } from '../../../i18n/ja/dockerfile-help.ts';
import { useInterface } from '../../../stores/interface-store.ts';
import type { Finding } from './finding.ts';

type Diagnostic = ReturnType<DockerfileLanguageService['validate']>[number];

export const service = DockerfileLanguageServiceFactory.createLanguageService();
service.setCapabilities({
  completion: {
    completionItem: { documentationFormat: ['markdown'], snippetSupport: true },
  },
  hover: { contentFormat: ['markdown'] },
});

/** What the parser finds wrong in a Dockerfile. Never throws. */
export function checkDockerfile(text: string): Finding[] {
  if (text.trim() === '') return [];
  const starts = lineStarts(text);
  const offset = ({ line, character }: Diagnostic['range']['start']) =>
    Math.min(text.length, (starts[line] ?? text.length) + character);
  return diagnosticsOf(text).map((diagnostic) => {
    const from = offset(diagnostic.range.start);
    const to = Math.max(from + 1, offset(diagnostic.range.end));
    return {
      ...{ from, to, severity: diagnostic.severity === 1 ? 'error' : 'warning' },
      message: inWords(diagnostic, text.slice(from, to)),
    };
  });
}

function diagnosticsOf(text: string): Diagnostic[] {
  try {
    return service.validate(text);
  } catch (error) {
    // A parser that stumbles over a text is no reason to lose the editor.
    console.warn('The Dockerfile could not be checked.', error);
    return [];
  }
}

/** The parser speaks English; in Japanese it is said by what kind of thing it is, and what it is about. */
function inWords({ code, message }: Diagnostic, about: string): string {
  if (useInterface.getState().language === 'en') return message;
  const text = dockerfileHelp[Number(code)];
  return text === undefined ? message : text(about.split('\n')[0] ?? '');
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
