import type { Page } from '#platform/database';

export type Stays = Page<string>;
