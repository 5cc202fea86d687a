// Refused by: app-knows-no-http
import type {} from '#platform/http';
