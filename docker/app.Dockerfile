# The application image. Build from the root of the repository: docker build -f docker/app.Dockerfile -t residencia .
# What is decided here, and what it costs: docs/decisions/0023-containers.md.

# What an install depends on: the layers below last until the dependencies change.
FROM node:22-bookworm-slim AS manifest
WORKDIR /app
COPY package.json docker/dependencies-only.mjs ./
RUN node dependencies-only.mjs

FROM node:22-bookworm-slim AS tools
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=manifest /app/package.json ./
COPY package-lock.json .npmrc ./

# What runs. better-sqlite3 is compiled here.
FROM tools AS production
RUN --mount=type=cache,target=/npm-cache npm ci --cache /npm-cache --omit=dev --no-audit --no-fund
# Nothing of it is read at run time: the compiler that a peer would take if it were there, declarations, source maps of
# others, SQLite's sources and what compiling them left.
RUN rm -rf node_modules/typescript node_modules/.bin \
  && find node_modules -type f \( -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' \) -delete \
  && cp node_modules/better-sqlite3/build/Release/better_sqlite3.node /tmp/ \
  && rm -rf node_modules/better-sqlite3/build node_modules/better-sqlite3/deps node_modules/better-sqlite3/src \
  && mkdir -p node_modules/better-sqlite3/build/Release \
  && mv /tmp/better_sqlite3.node node_modules/better-sqlite3/build/Release/

# Compiling TypeScript needs no native module.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY --from=manifest /app/package.json ./
COPY package-lock.json .npmrc ./
RUN --mount=type=cache,target=/npm-cache npm ci --cache /npm-cache --ignore-scripts --no-audit --no-fund
COPY package.json nest-cli.json tsconfig.json tsconfig.build.json ./
COPY scripts/bundle.mjs scripts/sources.mjs scripts/
COPY apps apps
COPY libs libs
RUN npm run build && rm -f dist/.tsbuildinfo

# Node alone, without npm, yarn and the headers that its own image carries.
FROM debian:bookworm-slim
RUN groupadd --gid 1000 residencia \
  && useradd --uid 1000 --gid residencia --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin residencia \
  && install -d -o residencia -g residencia -m 0700 /data /backups
COPY --from=tools /usr/bin/tini /usr/bin/tini
COPY --from=tools /usr/local/bin/node /usr/local/bin/node
WORKDIR /app
# Where the database is by default; a DATABASE_URL here would win over a DATABASE_URL_FILE.
RUN ln -s /data data
COPY docker/health.mjs ./
COPY --from=production /app/node_modules node_modules
COPY package.json ./
COPY --from=build /app/dist dist
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
USER 1000:1000
VOLUME ["/data", "/backups"]
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "health.mjs"]
# As process 1, tini hands signals on and buries what has no parent any more.
ENTRYPOINT ["tini", "--"]
CMD ["node", "dist/server/main.js"]
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Residencia" \
  org.opencontainers.image.description="The record system of a care home for older people" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.base.name="docker.io/library/debian:bookworm-slim" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
