// Refused by: no-restricted-properties: Settings are read once, in libs/platform/src/config, and injected.
export const port = process.env['PORT'];
