import type { timeLeft as enTimeLeft } from '../en/time-left.ts';

export const timeLeft: typeof enTimeLeft = {
  label: '残り時間',
  left: (time) => `残り ${time}`,
  lessThanMinute: '1 分未満',
  stops: (time) => `サンドボックスはあと ${time}で停止します。`,
  kept: 'ファイルは残りますが、コンテナ、イメージ、ターミナルは消えます。',
  extend: (time) => `${time}延長する`,
  extensions: (count) => `あと ${count} 回延長できます。`,
  noMore: 'これ以上は延長できません。',
};
