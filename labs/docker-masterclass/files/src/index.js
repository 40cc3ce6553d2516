import { appendFile, mkdir, readFile } from 'node:fs/promises';
import express from 'express';

const port = Number(process.env.PORT ?? 3000);
const diary = '/data/diary.txt';

const app = express();
app.use(express.json());

app.get('/', (_request, response) => {
  response.send('Send me JSON: POST /echo\n');
});

app.post('/echo', async (request, response) => {
  const line = JSON.stringify(request.body);
  console.log(`echo ${line}`);
  await writeDown(line);
  response.type('json').send(`${line}\n`);
});

app.get('/diary', async (_request, response) => {
  response.type('text').send(await readFile(diary, 'utf8').catch(() => 'Nothing yet.\n'));
});

async function writeDown(line) {
  try {
    await mkdir('/data', { recursive: true });
    await appendFile(diary, `${line}\n`);
  } catch (error) {
    console.error(`no diary: ${error.message}`);
  }
}

const server = app.listen(port, '0.0.0.0', () => console.log(`listening on ${port}`));

// Process number 1 of a container gets only the signals that it handles itself.
process.on('SIGTERM', () => server.close());
process.on('SIGINT', () => server.close());
