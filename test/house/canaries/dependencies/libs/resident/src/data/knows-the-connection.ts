// Refused by: connection-only-in-tests
import { open } from '#platform/database/raw';

export const connection = open();
