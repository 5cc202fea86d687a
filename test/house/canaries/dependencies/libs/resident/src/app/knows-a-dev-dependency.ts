// Refused by: no-dev-dependency-in-sources
import 'fast-check';
