const express = require('express');

const port = 9854;
const app = express();

app.use(express.text());
app.post('/echo', (request, response) => {
  console.log(`Echoing: ${request.body}`);
  response.send(request.body);
});

const server = app.listen(port, () => {
  console.log('Echo server is up and listening...');
});

// As process 1 of a container it gets no signal that it does not handle.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.closeAllConnections();
    server.close();
  });
}
