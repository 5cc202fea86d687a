import { getMetadataStorage } from '#platform/dto';

/**
 * Lets class-validator keep what it has found of a class: it looks through all classes anew for each object, which took
 * 50 ms of a batch of a thousand rows. Without groups, which no field here has, the rules of a class never change.
 */
export function keepKnownRules(): void {
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const known = new WeakMap<object, ReturnType<typeof find>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strict, groups) => {
    if (schema || always || strict || groups !== undefined) {
      return find(target, schema, always, strict, groups);
    }
    const found = known.get(target) ?? find(target, schema, always, strict, groups);
    known.set(target, found);
    return found;
  };
}
