#!/bin/bash
set -eu
cat > Dockerfile << 'END'
FROM node:20-slim
LABEL maintainer="me"
WORKDIR /app
COPY package.json ./
RUN npm install
COPY app.js ./
EXPOSE 8080
CMD ["node", "app.js"]
END
docker image build -t clock .
docker container run -d --name clock -p 8080:8080 clock
