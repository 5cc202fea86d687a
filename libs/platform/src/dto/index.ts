export * from './checks.js';
export * from './decorators.js';
export { IntersectionType, OmitType, PartialType, PickType } from './mapped-types.js';
export type { ApiBodyOptions, ApiPropertyOptions, ApiResponseOptions } from '@nestjs/swagger';
export { tellAll } from './told-later.js';
