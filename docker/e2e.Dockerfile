# The end-to-end stories as an image, to be told to a home that is running: RESIDENCIA_URL and its administrator's
# ADMIN_PASSWORD_FILE are all that it needs. Ends as the stories end, and writes /results/junit.xml.
# docker build -f docker/e2e.Dockerfile -t residencia-e2e .

FROM node:22-bookworm-slim AS tools
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/*

FROM node:22-bookworm-slim AS dependencies
WORKDIR /suite
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/npm-cache npm ci --cache /npm-cache --ignore-scripts --no-audit --no-fund
COPY docker/keep-only.mjs docker/
RUN node docker/keep-only.mjs @jest/globals @swc/core @swc/jest ajv ajv-formats canonicalize jest jest-junit pg \
  && npm prune --ignore-scripts --no-audit --no-fund

FROM debian:bookworm-slim
RUN groupadd --gid 1000 stories \
  && useradd --uid 1000 --gid stories --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin stories \
  && install -d -o stories -g stories /results
COPY --from=tools /usr/bin/tini /usr/bin/tini
COPY --from=tools /usr/local/bin/node /usr/local/bin/node
WORKDIR /suite
COPY --from=dependencies /suite/node_modules node_modules
COPY --from=dependencies /suite/package.json ./
COPY jest.config.js ./
COPY test test
ENV CI=true NODE_OPTIONS="--experimental-vm-modules --no-warnings" JEST_JUNIT_OUTPUT_FILE=/results/junit.xml
USER 1000:1000
VOLUME ["/results"]
ENTRYPOINT ["tini", "--", "node", "node_modules/jest/bin/jest.js"]
LABEL org.opencontainers.image.title="Residencia: end-to-end stories" \
  org.opencontainers.image.licenses="Apache-2.0"
