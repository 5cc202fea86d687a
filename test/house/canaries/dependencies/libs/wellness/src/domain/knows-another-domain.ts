// Refused by: domain-stays-pure
import type {} from '#resident';
