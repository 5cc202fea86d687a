// Refused by: apps-only-through-their-face
import '../../api/src/app.module.js';
