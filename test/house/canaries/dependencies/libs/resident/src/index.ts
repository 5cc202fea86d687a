export { admit } from './app/admit.service.js';
