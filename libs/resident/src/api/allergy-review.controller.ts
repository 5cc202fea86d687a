import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, readsOne, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, PageQueryDto, pageOf, Route, toPageRequest } from '#platform/http';
import { ReviewAllergies } from '../app/review-allergies.service.js';
import { AllergyReviewDto, AllergyReviewPatchDto, NewAllergyReviewDto } from './allergy-review.dto.js';

@ApiTags('resident')
@Controller('residents/:residentId/allergy-reviews')
export class AllergyReviewController {
  constructor(private readonly reviews: ReviewAllergies) {}

  @Get()
  @Requires('allergies:read', readsOf('allergy-review', residentIn('path')))
  @Route({
    summary: "List when a resident's allergies were asked for, newest first",
    description:
      'The newest that is no error holds. `none-known` holds no longer once an allergy is recorded that is no error.',
    returns: pageOf(AllergyReviewDto, 'AllergyReview'),
  })
  async list(@IdParam('residentId') residentId: string, @Query() query: PageQueryDto): Promise<Page<AllergyReviewDto>> {
    return mapPage(await this.reviews.list(residentId, toPageRequest(query)), AllergyReviewDto.from);
  }

  @Post()
  @Requires('allergies:write')
  @Route({
    summary: 'Say that no allergies are known, or that the list is right',
    description:
      'That none are known is an answer; an empty list is an open task. Refused where it contradicts the active allergies.',
    returns: AllergyReviewDto,
    status: 201,
    location: '/api/v1/residents/{residentId}/allergy-reviews/{id}',
    problems: { 409: ['allergies-known', 'no-allergies-listed'] },
  })
  async record(
    @IdParam('residentId') residentId: string,
    @Body() body: NewAllergyReviewDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AllergyReviewDto> {
    return AllergyReviewDto.from(await this.reviews.record(residentId, body, caller));
  }

  @Get(':id')
  @Requires('allergies:read', readsOne('allergy-review'))
  @Route({ summary: 'Read a review of allergies', returns: AllergyReviewDto })
  async get(@IdParam('residentId') residentId: string, @IdParam('id') id: string): Promise<AllergyReviewDto> {
    return AllergyReviewDto.from(await this.reviews.get(residentId, id));
  }

  @Patch(':id')
  @Requires('allergies:write')
  @Route({
    summary: 'Mark a review of allergies as wrong',
    description: 'It stays readable, with the reason, and is changed no more; the one before it holds again.',
    returns: AllergyReviewDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition'] },
  })
  async change(
    @IdParam('residentId') residentId: string,
    @IdParam('id') id: string,
    @Body() body: AllergyReviewPatchDto,
    @IfMatch() version: number | undefined,
  ): Promise<AllergyReviewDto> {
    return AllergyReviewDto.from(await this.reviews.change(residentId, id, body, version));
  }
}
