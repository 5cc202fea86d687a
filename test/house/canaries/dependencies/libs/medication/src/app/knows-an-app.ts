// Refused by: libs-know-no-app
import '../../../../apps/api/src/index.js';
