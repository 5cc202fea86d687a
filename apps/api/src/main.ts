import { keepHeapSmall } from './small-heap.js';

const letHeapGrow = keepHeapSmall();
// All else is loaded after that, the loading itself being what is to stay small.
const { start } = await import('./start.js');
await start(process.env, letHeapGrow);
