import { home } from '../../support/home.js';

export const story = home;
