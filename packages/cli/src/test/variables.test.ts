import { expect, test } from 'vitest';
import { labOf } from './play.fixture.ts';
import { playedVariables } from './variables.ts';

test('what is set, what is offered first, and what a learner might type', () => {
  const lab = labOf({
    'lab.md': `---
variables: {set: here}
---
# L

## One

$$set$$ $$offered$$

::variableSetButton[First]{variables="offered=first"}

::variableSetButton[Second]{variables="offered=second"}

::variableDefinition[Typed]{prompt="Yours"}
`,
  });
  expect(playedVariables(lab)).toEqual({ set: 'here', offered: 'first', Typed: 'typed' });
});
