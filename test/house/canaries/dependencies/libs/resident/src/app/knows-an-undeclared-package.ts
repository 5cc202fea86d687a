// Refused by: no-undeclared-package
import 'pino';
