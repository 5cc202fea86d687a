/** Wires the clock and the zone into Nest, apart from `#platform/time` so that pure rules never load it. */
export { TimeModule } from './time.module.js';
