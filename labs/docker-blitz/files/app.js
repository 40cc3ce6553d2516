import { createServer } from 'node:http';
import dayjs from 'dayjs';

const started = dayjs();

const server = createServer((_request, response) => {
  const up = dayjs().diff(started, 'second');
  response.end(`${dayjs().format('dddd, HH:mm:ss')}, up for ${up} s\n`);
});

server.listen(8080, '0.0.0.0', () => console.log('the clock ticks on 8080'));

process.on('SIGTERM', () => server.close());
