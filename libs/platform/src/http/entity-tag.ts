/** Whether an `If-None-Match` names a tag, weakly compared as RFC 9110 section 13.1.2 has it. */
export function isNamed(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((candidate) => {
    const value = candidate.trim();
    return value === '*' || value.replace(/^W\//, '') === tag;
  });
}
