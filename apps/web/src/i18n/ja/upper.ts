import type { upper as enUpper } from '../en/upper.ts';

export const upper: typeof enUpper = {
  label: 'エディターとビュー',
  editor: 'エディター',
  layers: 'レイヤー',
  containers: 'コンテナ',
  hub: 'ハブ',
  preview: (port) => `プレビュー ${port}`,
  loading: (view) => `「${view}」を読み込んでいます`,
};
