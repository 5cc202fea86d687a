import { getMetadataStorage } from '#platform/dto';

/**
 * Lets class-validator keep what it has found of a class: it looks through all classes anew for each object, which took
 * 50 ms of a batch of a thousand rows. Without groups and schemas, which nothing here has, the rules of a class never
 * change; of an object within another it asks with the name of that one's class for a schema.
 */
export function keepKnownRules(): void {
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const group = storage.groupByPropertyName.bind(storage);
  const known = new WeakMap<object, ReturnType<typeof find>>();
  const grouped = new WeakMap<object, ReturnType<typeof group>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strict, groups) => {
    if (always || strict || groups !== undefined) return find(target, schema, always, strict, groups);
    const found = known.get(target) ?? find(target, schema, always, strict, groups);
    known.set(target, found);
    return found;
  };
  storage.groupByPropertyName = (rules) => {
    const found = grouped.get(rules) ?? group(rules);
    grouped.set(rules, found);
    return found;
  };
}
