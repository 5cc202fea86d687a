/** Why one value can't be used. A field decorator puts it in the value's place, and the validation pipe reports it. */
export class Fault {
  constructor(
    /** Stable and kebab-case. */
    readonly code: string,
    readonly message: string,
    /** JSON Pointer from the field to the part that is wrong; empty: the field itself. */
    readonly pointer = '',
  ) {}
}

export const REQUIRED = new Fault('required', 'is required');
