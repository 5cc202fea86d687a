/** What `@nestjs/swagger` offers; loaded only when somebody asks for the document. */
export type Swagger = typeof import('@nestjs/swagger');

type Decorator = (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) => unknown;

const waiting: ((swagger: Swagger) => void)[] = [];

/** Remembers what is to be said in the document, in the order of the classes' making. */
export function tellLater(say: (swagger: Swagger) => void): void {
  waiting.push(say);
}

/** Says all that has waited; what classes made later say waits for the next time. */
export function tellAll(swagger: Swagger): void {
  for (const say of waiting.splice(0)) say(swagger);
}

/** Decorators of `@nestjs/swagger`. */
type Name = Extract<keyof Swagger, `Api${string}`>;

/** The decorator of that name, which waits until there is a document to say it in. */
export function later<N extends Name>(name: N): Swagger[N] {
  const factory =
    (...given: never[]): Decorator =>
    (target, key, descriptor) => {
      tellLater((swagger) => {
        const make = swagger[name] as (...given: never[]) => (...decorated: unknown[]) => void;
        make(...given)(target, key, descriptor);
      });
    };
  return factory as Swagger[N];
}
