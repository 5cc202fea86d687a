// Refused by: sql-only-from-data-rooms
import type {} from '#platform/database/sql';
