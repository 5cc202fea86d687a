// Refused by: domains-only-through-their-face
import '../../libs/resident/src/data/stay.entity.js';
