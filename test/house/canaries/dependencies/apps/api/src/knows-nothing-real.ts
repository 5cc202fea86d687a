// Refused by: no-unresolvable-import
import '#nowhere';
