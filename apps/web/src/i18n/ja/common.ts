import type { common as enCommon } from '../en/common.ts';

export const common: typeof enCommon = {
  product: 'Drydock',
  allLabs: 'すべてのラボ',
  tryAgain: 'もう一度試す',
  notIsolated: '隔離されていません: このホストはサンドボックスを特権モードで実行しています',
};
