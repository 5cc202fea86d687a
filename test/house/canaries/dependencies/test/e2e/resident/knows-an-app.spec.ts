// Refused by: e2e-speaks-http-only
import '../../../apps/api/src/index.js';
