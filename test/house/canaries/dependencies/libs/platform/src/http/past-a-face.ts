// Refused by: domains-only-through-their-face
import '../../../resident/src/app/admit.service.js';
