// Refused by: @typescript-eslint/no-extraneous-class
export class Nothing {}
