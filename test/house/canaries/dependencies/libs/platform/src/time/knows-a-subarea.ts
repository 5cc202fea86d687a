// Refused by: time-stays-pure
import './nest/index.js';
