import type {} from './circle-here.js';
