import express from 'express';

const ships = ['Endeavour', 'Beagle', 'Fram'];

const app = express();

app.get('/', (_request, response) => {
  response.send(`In the harbour: ${ships.join(', ')}\n`);
});

const server = app.listen(3000, '0.0.0.0', () => console.log('listening on 3000'));

process.on('SIGTERM', () => server.close());
