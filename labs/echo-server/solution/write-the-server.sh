#!/bin/bash
set -eu
cat > index.js << 'JAVASCRIPT'
import express from 'express';

const app = express();
app.use(express.json());

app.get('/', (_request, response) => {
  response.send('Send me JSON: POST /echo\n');
});

app.post('/echo', (request, response) => {
  console.log(`echo ${JSON.stringify(request.body)}`);
  response.json(request.body);
});

const server = app.listen(3000, '0.0.0.0', () => console.log('listening on 3000'));

process.on('SIGTERM', () => server.close());
JAVASCRIPT
