/** A kind of fact, named by its publisher; carries what happened. */
export interface FactType<T> {
  readonly name: string;
  /** Only for the compiler: what a fact of this kind carries. */
  readonly carries?: T;
}

export function factType<T>(name: string): FactType<T> {
  return { name };
}
