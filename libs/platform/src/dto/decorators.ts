import { later, type Swagger } from './told-later.js';

/* The decorators of `@nestjs/swagger` that the home uses. */

export const ApiBearerAuth = later('ApiBearerAuth');
export const ApiBody = later('ApiBody');
export const ApiConsumes = later('ApiConsumes');
export const ApiExtension = later('ApiExtension');
export const ApiExtraModels = later('ApiExtraModels');
export const ApiHeader = later('ApiHeader');
export const ApiOperation = later('ApiOperation');
export const ApiParam = later('ApiParam');
export const ApiProperty = later('ApiProperty');
export const ApiResponse = later('ApiResponse');
export const ApiSecurity = later('ApiSecurity');
export const ApiTags = later('ApiTags');

const named = later('ApiSchema');
const names = new WeakMap<object, string>();

/** What the document calls a class. */
export const ApiSchema: Swagger['ApiSchema'] = (options) => (target) => {
  if (options?.name !== undefined) names.set(target, options.name);
  named(options)(target);
};

/** Where the document describes a class. */
export function getSchemaPath(model: { readonly name: string }): string {
  return `#/components/schemas/${names.get(model) ?? model.name}`;
}
