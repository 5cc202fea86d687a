/** Validated settings: one interface per area, each with its table of names, defaults and bounds. */
export * from './alert.config.js';
export * from './audit.config.js';
export * from './backup.config.js';
export * from './database.config.js';
export * from './dose.config.js';
export * from './instrument.config.js';
export * from './server.config.js';
export * from './single-sign-on.config.js';
export * from './stream.config.js';
export { ConfigurationError, type Environment, type Setting } from './settings.js';
