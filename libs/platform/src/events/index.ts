/** Facts that one domain states and others act on, inside the same unit of work. */
export { EventsModule } from './events.module.js';
export { Facts } from './facts.js';
