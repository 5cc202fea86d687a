// Refused by: domain-stays-pure
import type {} from '../data/stay.entity.js';
