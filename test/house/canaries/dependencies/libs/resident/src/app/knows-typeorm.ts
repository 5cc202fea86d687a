// Refused by: typeorm-only-where-sql-is
import type {} from 'typeorm';
