import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { type Download, expect, type Locator, type Page, test } from '@playwright/test';
import { barriers } from './barriers.ts';
import { Learner } from './learner.ts';

const LAB = 'Build and ship a custom image';

test('files are made, renamed, moved and deleted by keyboard, and the terminal sees it all', async ({
  page,
}) => {
  const learner = await start(page);
  await page.getByRole('button', { name: 'New folder' }).click();
  await named(page, 'Name of the new folder', 'src');
  await expect(item(page, 'src')).toBeFocused();
  await page.getByRole('button', { name: 'New file' }).click();
  await named(page, 'Name of the new file', 'one.py');
  await expect(page.getByRole('tab', { name: 'src/one.py' })).toBeVisible();
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.type('print(1)');

  await item(page, 'one.py').focus();
  await page.keyboard.press('F2');
  await named(page, 'New name of one.py', 'two');
  await expect(page.getByRole('tab', { name: 'src/two.py' })).toBeVisible();
  await expect(item(page, 'two.py')).toBeFocused();
  expect(await learner.type('cat src/two.py; ls src/one.py')).toMatch(/print\(1\)[\s\S]*No such/);

  await learner.type('mkdir -p deep/er');
  await item(page, 'two.py').focus();
  await page.keyboard.press('Control+x');
  await item(page, 'er').focus();
  await page.keyboard.press('Control+v');
  await expect(page.getByRole('tab', { name: 'deep/er/two.py' })).toBeVisible();
  await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' # moved');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  expect(await learner.type('cat deep/er/two.py')).toContain('print(1) # moved');

  await item(page, 'deep').focus();
  await page.keyboard.press('Delete');
  const question = page.getByRole('dialog', { name: 'Delete the folder deep?' });
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(item(page, 'deep')).toBeHidden();
  await expect(page.getByText('This file was deleted in the sandbox.')).toBeVisible();
  expect(await learner.type('ls -A deep')).toContain('No such');
  await page.getByRole('button', { name: 'Save it again' }).click();
  await expect(item(page, 'two.py')).toBeVisible();
  expect(await learner.type('cat deep/er/two.py')).toContain('print(1) # moved');
});

test('what the terminal does shows in the tree, and folders stay open or closed as they were', async ({
  page,
}) => {
  const learner = await start(page);
  await learner.type('mkdir -p a/b c; touch a/b/one c/two');
  await expect(item(page, 'one')).toBeVisible();
  await item(page, 'c').click();
  await expect(item(page, 'two')).toBeHidden();
  await learner.type('touch c/three a/b/four; mv a/b/one a/uno');
  await expect(item(page, 'four')).toBeVisible();
  await expect(item(page, 'uno')).toBeVisible();
  await expect(item(page, 'one')).toBeHidden();
  await expect(item(page, 'three')).toBeHidden();
  await learner.type('rm -r a');
  await expect(item(page, 'four')).toBeHidden();
});

test('the menu of an entry, and dragging one into a folder', async ({ page }) => {
  const learner = await start(page);
  await learner.type('mkdir box; echo hi > note.txt');
  await item(page, 'note.txt').dragTo(item(page, 'box'));
  await expect.poll(() => learner.type('cat box/note.txt')).toMatch(/hi\r?\n/);
  await item(page, 'box').click({ button: 'right' });
  await page.getByRole('menu', { name: 'Actions of box' }).getByText('New file').click();
  await named(page, 'Name of the new file', 'inside.txt');
  await expect(page.getByRole('tab', { name: 'box/inside.txt' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Editor: box/inside.txt' })).toBeFocused();
  await item(page, 'inside.txt').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Rename' }).press('Enter');
  await named(page, 'New name of inside.txt', 'note');
  await expect(page.getByText('There is a file or folder of this name already.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(item(page, 'inside.txt')).toBeFocused();
});

test('files are uploaded and downloaded, and the workspace comes as an archive', async ({
  page,
}) => {
  const learner = await start(page);
  const bytes = Buffer.alloc(7 * 1024 * 1024, 'ship\0\xff', 'latin1');
  const files = [
    { name: 'ship.bin', mimeType: 'application/octet-stream', buffer: bytes },
    { name: 'log 漢.txt', mimeType: 'text/plain', buffer: Buffer.from('departed\n') },
  ];
  await uploadFiles(page, files);
  await expect(page.getByText('2 files are uploaded')).toBeVisible();
  expect(await learner.type('stat -c %s ship.bin; cat log*')).toMatch(/7340032\s+departed/);

  await uploadFiles(page, files.slice(1));
  const question = page.getByRole('dialog', { name: 'Replace the file of this name?' });
  await question.getByRole('button', { name: 'Skip these' }).click();

  await item(page, 'ship.bin').click();
  await expect(page.getByText('The file is larger than 5 MB.')).toBeVisible();
  const file = await downloaded(page, () => page.getByRole('button', { name: 'Download' }).click());
  expect(file.suggestedFilename()).toBe('ship.bin');
  expect((await readFile(await file.path())).equals(bytes)).toBe(true);

  const archive = await downloaded(page, async () => {
    await page.getByRole('button', { name: 'More file actions' }).click();
    await page.getByRole('menuitem', { name: 'Download workspace' }).click();
  });
  expect(archive.suggestedFilename()).toBe('workspace.tar.gz');
  expect(gunzipSync(await readFile(await archive.path())).toString()).toContain('departed');
});

test('a folder is dropped from the desktop', async ({ page }) => {
  const learner = await start(page);
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['dropped'], 'dropped.txt', { type: 'text/plain' }));
    return data;
  });
  await page.getByRole('tree', { name: 'Workspace' }).dispatchEvent('drop', {
    dataTransfer: transfer,
  });
  await expect(item(page, 'dropped.txt')).toBeVisible();
  expect(await learner.type('cat dropped.txt')).toContain('dropped');
});

test('a search finds lines in files, and opens the editor at one', async ({ page }) => {
  const learner = await start(page);
  await learner.type(
    "mkdir -p app; seq -f 'line %.0f' 60 > app/long.txt; sed -i '42s/$/ Needle/' app/long.txt; echo needle > other",
  );
  await item(page, 'other').focus();
  await page.keyboard.press('Control+Shift+F');
  await page.getByRole('textbox', { name: 'Search for' }).fill('needle');
  await expect(page.getByText('2 lines in 2 files')).toBeVisible();
  await page.getByRole('button', { name: 'Match case' }).click();
  await expect(page.getByText('1 line in 1 file')).toBeVisible();
  await page.getByRole('button', { name: 'Match case' }).click();
  await page.getByRole('button', { name: 'Line 42: line 42 Needle' }).click();
  await expect(page.getByRole('tab', { name: 'app/long.txt' })).toBeVisible();
  await expect(page.locator('.monaco-editor').first()).toContainText('42');
  await expect(page.getByRole('textbox', { name: 'Editor: app/long.txt' })).toBeFocused();
  await page.getByRole('button', { name: 'Back to the files' }).click();
  await expect(item(page, 'other')).toBeVisible();
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+Shift+F');
  await expect(page.getByRole('textbox', { name: 'Search for' })).toBeFocused();
});

test('tree, menu, question and search have no serious barrier', async ({ page }) => {
  const learner = await start(page);
  await learner.type("mkdir -p src/lib; echo 'FORM a' > Dockerfile; echo x > src/lib/x");
  await item(page, 'Dockerfile').click();
  await expect(page.locator('.squiggly-error').first()).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await item(page, 'src').click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await barriers(page, { part: '[role="menu"]' })).toEqual([]);
  await page.keyboard.press('Escape');
  await item(page, 'x').focus();
  await page.keyboard.press('F2');
  expect(await barriers(page, { part: '[role="tree"]' })).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await barriers(page, { part: '[role="dialog"]' })).toEqual([]);
  await page.keyboard.press('Escape');
  await item(page, 'x').focus();
  await page.keyboard.press('Control+Shift+F');
  await page.getByRole('textbox', { name: 'Search for' }).fill('FORM');
  await expect(page.getByText('1 line in 1 file')).toBeVisible();
  expect(await barriers(page, { part: '[data-search="true"]' })).toEqual([]);
});

test('a Dockerfile is written with help: mistakes, suggestions, words about an instruction, form', async ({
  page,
}) => {
  const learner = await start(page);
  await learner.type("printf 'FORM alpine\\n   RUN echo a\\n' > Dockerfile");
  await item(page, 'Dockerfile').click();
  const editor = page.locator('.monaco-editor').first();
  await expect(editor.locator('.squiggly-error').first()).toBeVisible();
  await pointAt(editor.getByText('FORM alpine'), 'Unknown instruction: FORM');
  await editor.getByText('FORM alpine').dblclick({ position: BEGIN });
  await page.keyboard.type('FROM');
  await expect(editor.locator('.squiggly-error')).toHaveCount(0);
  const run = editor.getByText('RUN', { exact: true });
  await pointAt(run, 'Execute any commands on top of the current image');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('WORK');
  await page.getByRole('option', { name: /^WORKDIR/ }).click();
  await expect(editor).toContainText('WORKDIR');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Alt+F');
  await expect.poll(() => editor.locator('.view-line').nth(1).textContent()).toMatch(/^RUN/);
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  expect(await learner.type('cat Dockerfile')).toMatch(/FROM alpine\r?\nRUN echo a\r?\nWORKDIR/);
});

test('a Compose file says what is wrong in it, and YAML and JSON where they break off', async ({
  page,
}) => {
  const learner = await start(page);
  await learner.type(
    `printf 'services:\\n  web:\\n    imge: a\\n' > compose.yaml; printf 'a: [1\\n' > a.yaml; printf '{"a": 1,}' > a.json`,
  );
  const editor = page.locator('.monaco-editor').first();
  const wrong = editor.locator('.squiggly-error').first();
  await item(page, 'compose.yaml').click();
  await expect(wrong).toBeVisible();
  await pointAt(editor.getByText('imge'), 'Did you mean “image”?');
  await item(page, 'a.yaml').click();
  await expect(editor).toContainText('[1');
  await expect(wrong).toBeVisible();
  await item(page, 'a.json').click();
  await expect(editor).toContainText('{"a"');
  await expect(wrong).toBeVisible();
});

test('a picture is shown as one, and again when it has changed', async ({ page }) => {
  const learner = await start(page);
  await learner.type(`echo ${PIXEL} | base64 -d > dot.png`);
  await item(page, 'dot.png').click();
  const picture = page.getByRole('img', { name: 'Picture dot.png' });
  await expect(picture).toBeVisible();
  const width = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(width).toBe(1);
});

/** In the first letters of a line. */
const BEGIN = { x: 8, y: 8 };

/** A picture of one point. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function start(page: Page): Promise<Learner> {
  const learner = new Learner(page);
  await learner.start(LAB);
  await expect(page.getByRole('tree', { name: 'Workspace' })).toBeVisible();
  return learner;
}

function item(page: Page, name: string): Locator {
  return page.getByRole('treeitem', { name, exact: true });
}

/** Types a name into the field of this label; the ending of a name that is there stays. */
async function named(page: Page, field: string, name: string): Promise<void> {
  await expect(page.getByRole('textbox', { name: field })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

/**
 * Rests the pointer on a word until this is said about it. The editor says nothing while it still reads the text, nor
 * when it draws the word anew below a pointer that does not move: then it is moved again, as a person does.
 */
async function pointAt(word: Locator, said: string): Promise<void> {
  const page = word.page();
  await expect(async () => {
    await page.mouse.move(0, 0);
    await word.hover({ position: BEGIN });
    await expect(page.getByText(said)).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 20_000 });
}

async function uploadFiles(
  page: Page,
  files: { name: string; mimeType: string; buffer: Buffer }[],
): Promise<void> {
  await page.getByRole('button', { name: 'More file actions' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Upload files…' }).click();
  await (await chooser).setFiles(files);
}

async function downloaded(page: Page, begin: () => Promise<void>): Promise<Download> {
  const download = page.waitForEvent('download');
  await begin();
  return await download;
}
