// Refused by: domains-only-through-their-face
import '../../../resident/src/domain/stay.js';
