import { type ReactNode, useId } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { setVariable, useVariable } from '../../stores/variables-store.ts';
import styles from './variables.module.css';

/** The value of a variable in a line of text, or its name while it has none. */
export function VariableText({ name = '' }: { name?: string }) {
  const { blocks } = useMessages();
  const value = useVariable(name);
  return (
    <span className={styles.value} data-set={value !== ''} title={blocks.variable(name)}>
      {value || name}
    </span>
  );
}

interface NamedProps {
  variable?: string;
  children?: ReactNode;
}

/** A field for a variable; its label is what stands in it. */
export function AskVariable({ variable = '', children }: NamedProps) {
  const value = useVariable(variable);
  const id = useId();
  return (
    <div className={styles.ask}>
      <label htmlFor={id}>{children ?? variable}</label>
      <input
        id={id}
        className={styles.input}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => setVariable(variable, target.value)}
      />
    </div>
  );
}

/** A button that sets a variable. It is pressed while the variable has its value. */
export function SetVariable({
  variable = '',
  value = '',
  children,
}: NamedProps & { value?: string }) {
  const current = useVariable(variable);
  return (
    <button
      type="button"
      className={styles.set}
      aria-pressed={current === value}
      onClick={() => setVariable(variable, value)}
    >
      {children}
    </button>
  );
}

interface WhenProps extends NamedProps {
  is?: string;
  'has-not'?: string;
}

/** What is shown while a variable has a value, or has any other. */
export function WhenVariable({ variable = '', is, children, ...rest }: WhenProps) {
  const value = useVariable(variable);
  const isShown = is === undefined ? value !== rest['has-not'] : value === is;
  return isShown ? children : null;
}
