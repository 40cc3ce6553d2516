#!/bin/bash
set -eu
cat > Dockerfile << 'END'
FROM node:20-slim
WORKDIR /usr/src/app
COPY . .
RUN npm install --omit=dev
ENV PORT=3000
EXPOSE 3000
CMD ["node", "src/index.js"]
END
docker build -t echo-server .
docker run -d --name anywhere -P echo-server
