/** HTTP as every domain speaks it: fields, validation, pages, versions, problems. */
export * from './fields.js';
export { answerOf } from './answer-of.js';
export { AlsoCsv, WantsCsv } from './csv-answer.js';
export { CsvBody, CsvEncoding } from './csv-body.js';
export { csvText, type Cell } from './csv-text.js';
export { Fault } from './fault.js';
export { readArray, readOneOf, readParsed, readQuantity, readText, type Read } from './read-value.js';
export { IdParam } from './id.pipe.js';
export { IfMatch } from './if-match.js';
export { LoadShedder } from './load-shedder.js';
export { isLong, writeLongJson } from './long-json.js';
export { ListBody } from './list.pipe.js';
export { LocalDateTimeParam } from './local-date-time.pipe.js';
export { PageQueryDto, pageOf, toPageRequest } from './page.dto.js';
export { patchOf } from './patch.js';
export { FieldProblemDto, ProblemDto } from './problem.js';
export { problemBody, ProblemFilter, sendProblem } from './problem.filter.js';
export { preferredLanguage, preferredType } from './preferred-type.js';
export { Representation } from './representation.js';
export {
  actingAs,
  currentActor,
  currentRequest,
  enterRequest,
  identify,
  type RequestContext,
} from './request-context.js';
export { EXAMPLE_BODY, NOT_KEPT, NOT_KEPT_BECAUSE, Route, type RouteOptions } from './route.js';
export { StoredDto } from './stored.dto.js';
export { TaggedText } from './tagged-text.js';
export { BadQueryError, readDto, ValidationPipe } from './validation.pipe.js';
