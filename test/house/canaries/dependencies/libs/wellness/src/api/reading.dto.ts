export type Dto = 1;
