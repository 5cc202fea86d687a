// Refused by: no-restricted-imports: Settings are read once, in libs/platform/src/config, and injected.
import { env } from 'node:process';

export const port = env['PORT'];
