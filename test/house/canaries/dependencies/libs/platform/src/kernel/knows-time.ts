// Refused by: kernel-imports-nothing
import '#platform/time';
