export { Temporal as now } from 'temporal-polyfill';
