export { stays } from './0001-stays.js';
