// Refused by: e2e-speaks-http-only
import type {} from '#resident';
