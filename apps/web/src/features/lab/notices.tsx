import { TriangleAlert } from 'lucide-react';
import { useMessages } from '../../i18n/messages.ts';
import { dismissNotice, noticeKey, useNotices } from '../../stores/notices-store.ts';
import { Banner } from './banner.tsx';
import styles from './banners.module.css';
import { noticeText } from './notice-text.ts';
import { ResetButton } from './reset-button.tsx';

/** What happened to the sandbox while the learner works on; each can be put away. */
export function Notices() {
  const texts = useMessages().notices;
  const notices = useNotices((state) => state.notices);
  const banners = notices.map((notice) => {
    const { what, remedy, tone, offersReset } = noticeText(notice, texts);
    return (
      <Banner
        key={noticeKey(notice)}
        role={tone === 'danger' ? 'alert' : 'status'}
        icon={TriangleAlert}
        {...{ what, remedy, tone }}
        onDismiss={() => dismissNotice(notice)}
      >
        {offersReset && <ResetButton look="danger" />}
      </Banner>
    );
  });
  return <div className={styles.notices}>{banners}</div>;
}
