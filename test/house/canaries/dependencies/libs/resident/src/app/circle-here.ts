// Refused by: no-circles
import './circle-there.js';
