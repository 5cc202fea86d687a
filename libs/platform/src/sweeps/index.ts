/** Work that is done again and again, whether anyone asks or not. */
export { Sweeps } from './sweeps.js';
export { SweepsModule } from './sweeps.module.js';
