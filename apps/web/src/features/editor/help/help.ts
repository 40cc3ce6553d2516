import { late } from '../../../connection/late.ts';
import { useInterface } from '../../../stores/interface-store.ts';
import { editor, MarkerSeverity } from '../monaco.ts';
import type { Finding } from './finding.ts';

/** Milliseconds without a key after which a text is looked at. */
const PAUSE_MS = 300;
/** Characters; a longer text is data, and would hold up the keys. */
const LONGEST = 300_000;

/** Shows what is wrong in the text of a model as it changes, until released. The path says what kind of text it is. */
export function watchText(model: editor.ITextModel, path: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReleased = false;
  const look = async () => {
    const findings = await findingsOf(model, path);
    if (isReleased || model.isDisposed()) return;
    editor.setModelMarkers(
      model,
      'drydock',
      findings.map((finding) => markerOf(model, finding)),
    );
  };
  const lookSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE_MS);
  };
  lookSoon();
  const change = model.onDidChangeContent(lookSoon);
  const unsubscribe = useInterface.subscribe(lookSoon);
  return () => {
    isReleased = true;
    clearTimeout(timer);
    change.dispose();
    unsubscribe();
    if (!model.isDisposed()) editor.setModelMarkers(model, 'drydock', []);
  };
}

async function findingsOf(model: editor.ITextModel, path: string): Promise<Finding[]> {
  if (model.getValueLength() > LONGEST) return [];
  switch (model.getLanguageId()) {
    case 'dockerfile': {
      const { checkDockerfile } = await loadDockerfile();
      return checkDockerfile(model.getValue());
    }
    case 'yaml': {
      const { checkYaml } = await late(() => import('./yaml.ts'));
      return checkYaml(model.getValue(), path);
    }
    case 'json': {
      const { checkJson } = await late(() => import('./json.ts'));
      return checkJson(model.getValue(), path);
    }
    default:
      return [];
  }
}

let dockerfile: Promise<typeof import('./dockerfile.ts')> | undefined;

function loadDockerfile(): Promise<typeof import('./dockerfile.ts')> {
  dockerfile ??= late(() => import('./dockerfile-providers.ts')).then(
    async ({ provideDockerfileHelp }) => {
      provideDockerfileHelp();
      return await late(() => import('./dockerfile.ts'));
    },
  );
  return dockerfile;
}

function markerOf(model: editor.ITextModel, finding: Finding): editor.IMarkerData {
  // The model counts its own line breaks: with CRLF offsets in its value are those of the value.
  const start = model.getPositionAt(finding.from);
  const end = model.getPositionAt(finding.to);
  return {
    message: finding.message,
    severity: SEVERITIES[finding.severity],
    ...{ startLineNumber: start.lineNumber, startColumn: start.column },
    ...{ endLineNumber: end.lineNumber, endColumn: end.column },
  };
}

const SEVERITIES: Readonly<Record<Finding['severity'], MarkerSeverity>> = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
};
