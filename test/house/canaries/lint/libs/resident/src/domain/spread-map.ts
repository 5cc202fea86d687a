// Refused by: @typescript-eslint/no-misused-spread
export function copy(beds: Map<string, string>): object {
  return { ...beds };
}
