// Refused by: sources-know-no-test
import '../../../../test/support/notes.js';
