import { AppModule } from '../../apps/api/src/index.js';

export const home = AppModule;
