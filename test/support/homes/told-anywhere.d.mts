/** told-anywhere.mjs, for the compiler. */
export function storyFiles(): { readonly anywhere: readonly string[]; readonly alone: readonly string[] };
