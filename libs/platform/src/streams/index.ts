/** Server-sent events: written at the pace of their reader, bounded, and ended when the home closes. */
export { EventStream } from './event-stream.js';
export { LastEventId } from './last-event-id.js';
export type { Feed, ServerEvent } from './server-event.js';
export { StreamsModule } from './streams.module.js';
