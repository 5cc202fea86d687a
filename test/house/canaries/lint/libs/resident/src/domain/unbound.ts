// Refused by: @typescript-eslint/unbound-method
class Bed {
  private readonly name = 'A';

  say(): string {
    return this.name;
  }
}

export function names(): string[] {
  return [1].map(new Bed().say);
}
