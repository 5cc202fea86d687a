import type { Type } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '#platform/dto';
import type { Page, PageRequest } from '#platform/database';
import { IntegerQuery, TextField } from './fields.js';

/** `limit` and `cursor`, which every list takes; a list's own filter extends it. */
export class PageQueryDto {
  @IntegerQuery({ min: 1, max: 200, default: 50, description: 'most items on the page' })
  limit?: number;

  @TextField({ max: 1000, optional: true, description: '`nextCursor` of the previous page' })
  cursor?: string;
}

export function toPageRequest(query: PageQueryDto): PageRequest {
  return { limit: query.limit ?? 50, cursor: query.cursor };
}

/** The class of a page of `Item`, for the document; named `<Item>Page`. */
export function pageOf<T>(item: Type<T>, name: string): Type<Page<T>> {
  @ApiSchema({ name: `${name}Page` })
  class PageDto implements Page<T> {
    @ApiProperty({ type: [item] })
    items!: readonly T[];

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'for the next page; null on the last one',
      example: null,
    })
    nextCursor!: string | null;
  }
  return PageDto;
}
