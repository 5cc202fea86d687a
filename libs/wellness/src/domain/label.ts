/** Words for a person, in the two languages that the home works in. */
export interface Label {
  readonly en: string;
  readonly es: string;
}
