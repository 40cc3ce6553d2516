import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMessages } from '../i18n/messages.ts';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { IconButton } from './icon-button.tsx';

/** Copies `text`. `label` is its accessible name; as `icon` only the symbol is shown. */
export function CopyButton(props: { text: string; label?: string; shape?: 'icon' | 'text' }) {
  const { everywhere } = useMessages();
  const { text, label = everywhere.copy, shape = 'text' } = props;
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () => {
    void copyText(text).then((done) => setCopied(done));
  };
  const icon = copied ? Check : Copy;
  return (
    <>
      {shape === 'icon' ? (
        <IconButton icon={icon} label={label} onClick={copy} />
      ) : (
        <Button look="quiet" size="sm" icon={icon} aria-label={label} onClick={copy}>
          {copied ? everywhere.copied : label}
        </Button>
      )}
      <span role="status" className="visually-hidden">
        {copied ? everywhere.copied : ''}
      </span>
    </>
  );
}
