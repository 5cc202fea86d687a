// Refused by: no-unresolvable-import
import './nothing-real.js';
