// Refused by: sql-only-from-data-rooms
import '#platform/database/sql';
