// Refused by: typeorm-only-where-sql-is
import 'typeorm';
