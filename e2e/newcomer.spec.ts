import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

test('what a newcomer types by hand works', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start('Build and ship a custom image');

  expect(await learner.type('whoami && pwd')).toMatch(/root\s+\/workspace/);
  expect(await learner.type('docker version')).toMatch(/Server:[\s\S]*API version/);
  expect(await learner.type('docker run hello-world')).toContain('Hello from Docker!');
  await learner.type("printf 'FROM alpine\\nRUN echo built > /made\\n' > Dockerfile");
  await learner.type('docker build -q -t mine .');
  expect(await learner.type('docker run --rm mine cat /made')).toContain('built');
  expect(await learner.type('docker compose version')).toContain('Docker Compose version');
  await learner.type('apt-get install -y figlet');
  expect(await learner.type('figlet -f term it works')).toContain('it works');
});
