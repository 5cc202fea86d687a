/** Pages for people: printed on A4 from what a route answers with. */
export { printedDate, printedDay, printedInstant, printedTime, printedWeekday } from './dates.js';
export { Printable, Printed } from './printable.js';
export {
  LANGUAGES,
  policyFor,
  printed,
  type Child,
  type Language,
  type Markup,
  type Print,
  type PrintedPage,
} from './print.js';
