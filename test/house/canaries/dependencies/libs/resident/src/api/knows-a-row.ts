// Refused by: api-knows-no-data
import type {} from '../data/stay.entity.js';
