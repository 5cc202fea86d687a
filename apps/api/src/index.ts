/** The whole application as a module, for programs that need its services without HTTP. */
export { AppModule } from './app.module.js';
