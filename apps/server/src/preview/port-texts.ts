import type { PreviewState } from '@drydock/protocol';

/** Why a port shows nothing, for a page. */
export interface PortText {
  readonly title: string;
  readonly hint: string;
  /** What to write where, each for one kind of app. */
  readonly changes: readonly { readonly of: string; readonly code: string }[];
}

export type PreviewLanguage = 'en' | 'ja';

type Refused = Exclude<PreviewState, { type: 'shown' }>;
type Write = (state: Refused, port: number) => PortText;

export const LOOKS_AGAIN: Record<PreviewLanguage, string> = {
  en: 'This page looks again every two seconds.',
  ja: 'このページは 2 秒ごとに自動で確認します。',
};

/** The preview's page beside the app speaks the app's language by itself; this is for one in a tab of its own. */
export function portText(language: PreviewLanguage, state: Refused, port: number): PortText {
  return (language === 'ja' ? japanese : english)(state, port);
}

/** Of those that the browser asks for, the first that there is. */
export function languageOf(accepted: string | undefined): PreviewLanguage {
  const first = /\b(en|ja)\b/i.exec(accepted ?? '')?.[1];
  return first?.toLowerCase() === 'ja' ? 'ja' : 'en';
}

function plain(title: string, hint: string): PortText {
  return { title, hint, changes: [] };
}

/** The same in every language: what is typed. */
function onAllAddresses(port: number): PortText['changes'] {
  return [
    { of: 'Flask', code: `flask run --host=0.0.0.0 --port=${port}` },
    { of: 'Node.js', code: `server.listen(${port}, '0.0.0.0')` },
  ];
}

const english: Write = (state, port) => {
  switch (state.type) {
    case 'not-published':
      return plain(`No container publishes port ${port} now.`, `Start one with -p ${port}:…`);
    case 'not-listening':
      return plain(
        `The app in ${state.container} is not up yet.`,
        `Nothing listens on port ${state.containerPort} in the container. To see what it does: docker logs ${state.container}`,
      );
    case 'localhost-only':
      return {
        title: 'Your app listens on localhost; publish needs 0.0.0.0.',
        hint: `In the container ${state.container} it listens on 127.0.0.1:${state.containerPort}, which nobody outside of the container reaches. Let it listen on all addresses:`,
        changes: onAllAddresses(state.containerPort),
      };
    case 'other-port':
      return plain(
        `The app in ${state.container} listens on port ${state.listens.join(', ')}, but ${state.containerPort} is published.`,
        `Publish the port that it listens on: -p ${port}:${state.listens[0]}`,
      );
    case 'no-answer':
      return plain(
        `The app in ${state.container} gave no answer.`,
        `It may be starting, or it has failed. To see what it does: docker logs ${state.container}`,
      );
  }
};

const japanese: Write = (state, port) => {
  switch (state.type) {
    case 'not-published':
      return plain(
        `ポート ${port} を公開しているコンテナはありません。`,
        `-p ${port}:… を付けてコンテナを起動してください。`,
      );
    case 'not-listening':
      return plain(
        `${state.container} のアプリはまだ起動していません。`,
        `コンテナの中で、ポート ${state.containerPort} を待ち受けているものがありません。様子は docker logs ${state.container} で確認できます。`,
      );
    case 'localhost-only':
      return {
        title: 'アプリが localhost で待ち受けています。公開するには 0.0.0.0 が必要です。',
        hint: `コンテナ ${state.container} の中で 127.0.0.1:${state.containerPort} を待ち受けているため、コンテナの外からは届きません。すべてのアドレスで待ち受けるようにしてください。`,
        changes: onAllAddresses(state.containerPort),
      };
    case 'other-port':
      return plain(
        `${state.container} のアプリはポート ${state.listens.join('、')} を待ち受けていますが、公開されているのは ${state.containerPort} です。`,
        `待ち受けているポートを公開してください: -p ${port}:${state.listens[0]}`,
      );
    case 'no-answer':
      return plain(
        `${state.container} のアプリから応答がありません。`,
        `起動の途中か、失敗した可能性があります。様子は docker logs ${state.container} で確認できます。`,
      );
  }
};
