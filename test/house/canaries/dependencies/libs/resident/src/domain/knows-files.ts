// Refused by: domain-stays-pure
import 'node:fs';
