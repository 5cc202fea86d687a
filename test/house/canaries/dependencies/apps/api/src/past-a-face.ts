// Refused by: domains-only-through-their-face
import '../../../libs/resident/src/app/admit.service.js';
